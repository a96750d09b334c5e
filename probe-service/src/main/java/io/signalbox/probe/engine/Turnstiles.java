package io.signalbox.probe.engine;

import io.signalbox.probe.core.Turnstile;
import io.signalbox.probe.core.Turnstile.Visit;
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
        next(target, visit).forEach(Visit::tell);
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
