package io.signalbox.probe.alarm;

import java.util.List;
import java.util.Map;

/** Reads alarm states. */
@FunctionalInterface
public interface AlarmSource {

    /** The states of an alarm. */
    enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }

    /** @throws ReadException if nothing could be read */
    AlarmStates states(String region, List<String> names) throws ReadException;

    /**
     * The states read.
     *
     * @param states without alarms that do not exist or could not be read
     * @param problem why some could not be read; empty if all were
     */
    record AlarmStates(Map<String, State> states, String problem) {

        public AlarmStates {
            states = Map.copyOf(states);
        }
    }

    /** Reading failed; the message says why. */
    final class ReadException extends Exception {

        private static final long serialVersionUID = 1;

        public ReadException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
