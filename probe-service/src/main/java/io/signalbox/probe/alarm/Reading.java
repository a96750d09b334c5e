package io.signalbox.probe.alarm;

import java.util.Map;

/** What was read of the alarms of a region. */
sealed interface Reading {

    /** When it was asked for, on the monotonic clock. */
    long startedNanos();

    /** @param trouble why some are missing; empty when none is */
    record States(long startedNanos, Map<String, AlarmSource.State> byName, String trouble) implements Reading {

        public States {
            byName = Map.copyOf(byName);
        }
    }

    record Trouble(long startedNanos, String why) implements Reading {}
}
