package io.signalbox.probe.alarm;

import java.util.Map;

/** One reading of a region's alarms. */
sealed interface AlarmReading {

    /** When the reading started, on the monotonic clock. */
    long startedNanos();

    /** @param problem why some are missing; empty if none are */
    record States(long startedNanos, Map<String, AlarmSource.State> byName, String problem) implements AlarmReading {

        public States {
            byName = Map.copyOf(byName);
        }
    }

    record Failed(long startedNanos, String why) implements AlarmReading {}
}
