package io.signalbox.decision.core.backtest;

import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;

/** A time for which a condition held at one site. */
record Span(SiteName site, Instant from, Instant until) {

    Duration length() {
        return Duration.between(from, until);
    }

    boolean holds(Instant when) {
        return !when.isBefore(from) && when.isBefore(until);
    }

    /** The time that both spans share at the same site. */
    Duration shared(Span other) {
        if (!site.equals(other.site)) {
            return Duration.ZERO;
        }
        Instant begin = from.isAfter(other.from) ? from : other.from;
        Instant end = until.isBefore(other.until) ? until : other.until;
        return begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
    }
}
