package io.signalbox.sandbox.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The faults for the next requests, one queue per operation. Thread-safe. @param <O> the operations of an endpoint */
public class FaultQueues<O> {

    private final Map<O, Deque<Fault>> waiting = new HashMap<>();

    /** The next request of this operation that has no fault yet gets this one. */
    public void inject(O operation, Fault fault) {
        inject(operation, fault, 1);
    }

    public synchronized void inject(O operation, Fault fault, int times) {
        var queue = waiting.computeIfAbsent(operation, _ -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(fault);
        }
    }

    public synchronized void clear() {
        waiting.clear();
    }

    /** Removes and returns the fault for the request that has just arrived. */
    public synchronized Fault next(O operation) {
        var queue = waiting.get(operation);
        Fault fault = queue == null ? null : queue.poll();
        return fault == null ? new Fault.None() : fault;
    }
}
