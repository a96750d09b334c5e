package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.ServiceName;
import java.time.Duration;
import java.util.Locale;

/** Parts of sentences and paths. */
final class LintText {

    private static final double MILLIS = 1_000.0;

    private LintText() {}

    static String of(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS)
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static String of(Duration least, Duration most) {
        String one = of(least);
        String other = of(most);
        return one.equals(other) ? one : one + " to " + other;
    }

    static String path(ServiceName service, String rest) {
        return "services." + service + "." + rest;
    }
}
