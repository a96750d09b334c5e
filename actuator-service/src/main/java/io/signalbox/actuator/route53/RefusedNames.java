package io.signalbox.actuator.route53;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Names that are known to be forbidden, and names whose change was refused when it was sent alone. Until one of them is accepted, their changes go alone again: tried
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

    private final Set<String> forbidden = new HashSet<>();

    /** Replaces the names that were found to be forbidden before a move needed them. */
    void forbid(Collection<String> names) {
        forbidden.clear();
        forbidden.addAll(names);
    }

    void add(PendingChange change, long now) {
        change.names().forEach(name -> until.put(name, now + KEPT));
    }

    void remove(PendingChange change) {
        until.keySet().removeAll(change.names());
        forbidden.removeAll(change.names());
    }

    boolean contains(PendingChange change, long now) {
        until.values().removeIf(end -> end - now <= 0);
        return change.names().stream().anyMatch(name -> forbidden.contains(name) || until.containsKey(name));
    }
}
