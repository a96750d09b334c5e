package io.signalbox.probe.core;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A queue with at most one value per key: a newer value replaces the waiting one. At most one value per key is in
 * flight, so values of one key never overtake each other. Size is bounded by the number of keys. Thread-safe.
 */
public final class ConflatingQueue<K, V> {

    private final Map<K, V> ready = new LinkedHashMap<>();
    /** Newer values of keys that have a value in flight. */
    private final Map<K, V> held = new LinkedHashMap<>();

    private final Set<K> flying = new HashSet<>();

    /** @return whether it replaced an older value, which is lost */
    public synchronized boolean offer(K key, V value) {
        return (flying.contains(key) ? held : ready).put(key, value) != null;
    }

    /**
     * Takes the value that has waited longest, which is then in flight; empty if none waits or too many are in flight.
     *
     * @param mostFlying the limit of values in flight, including this one
     */
    public synchronized Optional<V> take(int mostFlying) {
        return takeWithKey(mostFlying).map(Map.Entry::getValue);
    }

    public synchronized Optional<Map.Entry<K, V>> takeWithKey(int mostFlying) {
        if (!takable(mostFlying)) {
            return Optional.empty();
        }
        var entries = ready.entrySet().iterator();
        var first = entries.next();
        var taken = Map.entry(first.getKey(), first.getValue());
        flying.add(first.getKey());
        entries.remove();
        return Optional.of(taken);
    }

    /** True if {@link #take} would return a value. */
    public synchronized boolean takable(int mostFlying) {
        return !ready.isEmpty() && flying.size() < mostFlying;
    }

    /** Ends the flight: the value was delivered or dropped. */
    public synchronized void done(K key) {
        flying.remove(key);
        V newer = held.remove(key);
        if (newer != null) {
            ready.put(key, newer);
        }
    }

    /** Delivery failed: the value waits again unless there is a newer one. @return whether it waits again */
    public synchronized boolean failed(K key, V value) {
        boolean forgotten = !flying.remove(key);
        V newer = held.remove(key);
        if (newer != null) {
            ready.put(key, newer);
        } else if (!forgotten) {
            ready.put(key, value);
        }
        return newer == null && !forgotten;
    }

    /** Drops all values of a key. */
    public synchronized void forget(K key) {
        ready.remove(key);
        held.remove(key);
        flying.remove(key);
    }

    public synchronized int waiting() {
        return ready.size() + held.size();
    }
}
