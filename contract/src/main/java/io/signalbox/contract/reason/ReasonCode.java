package io.signalbox.contract.reason;

import java.util.Locale;

/** The code of a reason or an alarm. {@link ReasonCodes} lists all; docs/reasons.md explains each. */
public interface ReasonCode {

    /** The name of the enum constant. */
    String name();

    Severity severity();

    /** Stable, kebab-case, as in states, journal and metrics. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
