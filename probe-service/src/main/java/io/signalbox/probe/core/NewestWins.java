package io.signalbox.probe.core;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is still to be sent, one value per key: a newer one takes the place of the one that waits. At most one value of a
 * key is on its way, so that values of one key never overtake each other. Size is bounded by the number of keys.
 * Thread-safe.
 */
public final class NewestWins<K, V> {

    private final Map<K, V> ready = new LinkedHashMap<>();
    /** Newer values of keys that are on their way. */
    private final Map<K, V> held = new LinkedHashMap<>();

    private final Set<K> flying = new HashSet<>();

    /** @return whether an older value gave way that nobody will see now */
    public synchronized boolean offer(K key, V value) {
        return (flying.contains(key) ? held : ready).put(key, value) != null;
    }

    /**
     * The value that has waited longest, now on its way; empty when none waits or too many are on their way.
     *
     * @param mostFlying how many may be on their way, this one included
     */
    public synchronized Optional<V> take(int mostFlying) {
        return takeWithKey(mostFlying).map(Map.Entry::getValue);
    }

    /** The same with its key. */
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

    /** Whether {@link #take} would give a value. */
    public synchronized boolean takable(int mostFlying) {
        return !ready.isEmpty() && flying.size() < mostFlying;
    }

    /** The key's value has arrived, or is not worth sending. */
    public synchronized void done(K key) {
        flying.remove(key);
        V newer = held.remove(key);
        if (newer != null) {
            ready.put(key, newer);
        }
    }

    /** The key's value has not arrived: it waits again, unless there is a newer one. @return whether it waits again */
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

    /** The key is no longer of interest. */
    public synchronized void forget(K key) {
        ready.remove(key);
        held.remove(key);
        flying.remove(key);
    }

    /** How many values wait. */
    public synchronized int waiting() {
        return ready.size() + held.size();
    }
}
