package io.signalbox.probe.engine;

import io.signalbox.probe.core.Turnstile;
import io.signalbox.probe.core.Turnstile.Visit;
import io.signalbox.probe.wire.ConnectFailure;
import io.signalbox.probe.wire.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The turnstiles of all targets to which only so many probes go at a time, over all event loops. Thread-safe. */
final class Turnstiles {

    private final Map<String, Turnstile> byTarget = new HashMap<>();

    /** Whether the visit goes in at once; otherwise it is told, on whatever thread lets it in. */
    synchronized boolean come(String target, Visit visit) {
        return byTarget.computeIfAbsent(target, _ -> new Turnstile()).come(visit);
    }

    /** To be called once for each visit; again means nothing. */
    void leave(String target, Visit visit) {
        next(target, visit).forEach(next -> next.visitor().turn());
    }

    /** Tells those that wait to go to a target that another has failed to connect there. */
    void unconnected(String target, ConnectFailure failure, Finding finding) {
        waiting(target).forEach(guest -> guest.unconnected(failure, finding));
    }

    /** Tells those that wait to go to a target that another has connected there. */
    void reachable(String target) {
        waiting(target).forEach(Guest::reachable);
    }

    private synchronized List<Guest> waiting(String target) {
        Turnstile turnstile = byTarget.get(target);
        return turnstile == null
                ? List.of()
                : turnstile.waiting().stream()
                        .map(Visit::visitor)
                        .filter(Guest.class::isInstance)
                        .map(Guest.class::cast)
                        .toList();
    }

    private synchronized List<Visit> next(String target, Visit visit) {
        Turnstile turnstile = byTarget.get(target);
        if (turnstile == null) {
            return List.of();
        }
        List<Visit> next = turnstile.leave(visit);
        if (turnstile.deserted()) {
            byTarget.remove(target);
        }
        return next;
    }
}
