package io.signalbox.decision.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One partition: records in the order in which the broker took them, for one reader. */
final class Log<T> {

    /** @param appended by the broker's clock */
    record Entry<T>(T value, Instant appended) {}

    private final List<Entry<T>> entries = new ArrayList<>();
    private Runnable onAppend = () -> {};

    void wakes(Runnable reader) {
        onAppend = reader;
    }

    void append(T value, Instant appended) {
        entries.add(new Entry<>(value, appended));
        onAppend.run();
    }

    int size() {
        return entries.size();
    }

    Entry<T> get(int offset) {
        return entries.get(offset);
    }
}
