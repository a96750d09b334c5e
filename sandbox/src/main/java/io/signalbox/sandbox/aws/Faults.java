package io.signalbox.sandbox.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** The faults that wait for the next requests of each operation. Thread-safe. */
public final class Faults {

    private final Map<Operation, Deque<Fault>> waiting = new EnumMap<>(Operation.class);

    /** The next request of this kind that has no fault yet gets this one. */
    public void inject(Operation operation, Fault fault) {
        inject(operation, fault, 1);
    }

    public synchronized void inject(Operation operation, Fault fault, int times) {
        var queue = waiting.computeIfAbsent(operation, _ -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(fault);
        }
    }

    public synchronized void clear() {
        waiting.clear();
    }

    synchronized Fault next(Operation operation) {
        var queue = waiting.get(operation);
        Fault fault = queue == null ? null : queue.poll();
        return fault == null ? new Fault.None() : fault;
    }
}
