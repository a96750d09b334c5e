package io.signalbox.actuator.verify;

import java.time.Instant;
import java.util.List;

/**
 * One row of the report.
 *
 * @param at when it was found
 * @param requests the ids that AWS gave its requests
 */
public record Finding(Instant at, String what, String expected, String found, Verdict verdict, List<String> requests) {

    public Finding {
        requests = List.copyOf(requests);
    }

    /** The comparison of what was expected and found. */
    public enum Verdict {
        AS_EXPECTED,
        DIFFERS,
        /** No request was sent. */
        LEFT_OUT
    }
}
