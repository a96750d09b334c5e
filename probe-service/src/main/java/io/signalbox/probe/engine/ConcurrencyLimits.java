package io.signalbox.probe.engine;

import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.ConnectFailure;
import io.signalbox.probe.core.ConcurrencyLimit;
import io.signalbox.probe.core.ConcurrencyLimit.Ticket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The concurrency limits of all targets, across event loops. Thread-safe. */
final class ConcurrencyLimits {

    private final Map<String, ConcurrencyLimit> byTarget = new HashMap<>();

    /** True if the ticket is admitted at once; if not, its listener is called later, on any thread. */
    synchronized boolean enter(String target, Ticket ticket) {
        return byTarget.computeIfAbsent(target, _ -> new ConcurrencyLimit()).enter(ticket);
    }

    /** Call it once per ticket; further calls do nothing. */
    void leave(String target, Ticket ticket) {
        next(target, ticket).forEach(next -> next.listener().admitted());
    }

    /** Tells waiting probes that another probe failed to connect to the target. */
    void unconnected(String target, ConnectFailure failure, CheckResult checkResult) {
        waiting(target).forEach(waiting -> waiting.unconnected(failure, checkResult));
    }

    /** Tells waiting probes that another probe connected to the target. */
    void reachable(String target) {
        waiting(target).forEach(WaitingProbe::reachable);
    }

    private synchronized List<WaitingProbe> waiting(String target) {
        ConcurrencyLimit concurrencyLimit = byTarget.get(target);
        return concurrencyLimit == null
                ? List.of()
                : concurrencyLimit.waiting().stream()
                        .map(Ticket::listener)
                        .filter(WaitingProbe.class::isInstance)
                        .map(WaitingProbe.class::cast)
                        .toList();
    }

    private synchronized List<Ticket> next(String target, Ticket ticket) {
        ConcurrencyLimit concurrencyLimit = byTarget.get(target);
        if (concurrencyLimit == null) {
            return List.of();
        }
        List<Ticket> next = concurrencyLimit.leave(ticket);
        if (concurrencyLimit.isIdle()) {
            byTarget.remove(target);
        }
        return next;
    }
}
