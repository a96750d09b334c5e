package io.signalbox.decision.view;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts how much the views have read of the records that existed when this instance started. Thread-safe. */
final class CatchUp {

    private final Map<String, Long> begins = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private boolean done;

    /** Sets the range to read at the start, by topic. Only the first call counts: later records are not part of it. */
    synchronized void begin(Map<String, Long> first, Map<String, Long> end) {
        if (ends.isEmpty()) {
            begins.putAll(first);
            ends.putAll(end);
            read.putAll(first);
            look();
        }
    }

    /** @param next the offset that is read next */
    synchronized void readTo(String topic, long next) {
        read.merge(topic, next, Math::max);
        look();
    }

    private void look() {
        done |= !ends.isEmpty()
                && ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** True if the whole range has been read. */
    synchronized boolean isDone() {
        return done;
    }

    /** Progress by topic, such as {@code 1200 of 5000}; empty while the range is unknown. */
    synchronized Map<String, String> progress() {
        var progress = new TreeMap<String, String>();
        ends.forEach((topic, end) -> {
            long begin = begins.getOrDefault(topic, 0L);
            long length = Math.max(0, end - begin);
            progress.put(topic, Math.min(length, read.getOrDefault(topic, begin) - begin) + " of " + length);
        });
        return progress;
    }
}
