package io.signalbox.actuator.route53;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names whose change was refused when it was sent alone. Until one of them is accepted, their changes go alone again: tried
 * again together with others, they would be searched for again. Not thread-safe; times are {@link System#nanoTime}.
 */
final class RefusedNames {

    private static final int MOST = 1_000;
    private static final long KEPT = 600_000_000_000L;

    private final Map<String, Long> until = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    void add(PendingChange change, long now) {
        change.names().forEach(name -> until.put(name, now + KEPT));
    }

    void remove(PendingChange change) {
        until.keySet().removeAll(change.names());
    }

    boolean contains(PendingChange change, long now) {
        until.values().removeIf(end -> end - now <= 0);
        return change.names().stream().anyMatch(until::containsKey);
    }
}
