package io.signalbox.decision.view;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How far the views have read of what the log held when this instance began. Thread-safe. */
final class CatchUp {

    private final Map<String, Long> begins = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private boolean done;

    /** What there is to read at the start, by topic. Only the first word counts: what comes later is news. */
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

    /** Whether all has been read that there was. */
    synchronized boolean isDone() {
        return done;
    }

    /** By topic, how much of it has been read, such as {@code 1200 of 5000}; empty while its length is not known. */
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
