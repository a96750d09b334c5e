package io.signalbox.decision.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One partition: records in the order in which the broker took them, for one reader. */
final class Log<T> {

    /**
     * @param appended by the broker's clock
     * @param at in milliseconds of the world
     */
    record Entry<T>(T value, Instant appended, long at) {}

    private final List<Entry<T>> entries = new ArrayList<>();
    private Runnable onAppend = () -> {};

    void wakes(Runnable reader) {
        onAppend = reader;
    }

    void append(T value, Instant appended, long at) {
        entries.add(new Entry<>(value, appended, at));
        onAppend.run();
    }

    int size() {
        return entries.size();
    }

    Entry<T> get(int offset) {
        return entries.get(offset);
    }
}
