package io.signalbox.sandbox.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The faults that wait for the next requests of each kind. Thread-safe.
 *
 * @param <O> the kinds of requests that an endpoint tells apart
 */
public class FaultQueues<O> {

    private final Map<O, Deque<Fault>> waiting = new HashMap<>();

    /** The next request of this kind that has no fault yet gets this one. */
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

    /** Takes the fault that the request of this kind that has just come gets. */
    public synchronized Fault next(O operation) {
        var queue = waiting.get(operation);
        Fault fault = queue == null ? null : queue.poll();
        return fault == null ? new Fault.None() : fault;
    }
}
