package io.signalbox.probe.alarm;

import java.util.List;
import java.util.Map;

/** Where the states of alarms are read. */
@FunctionalInterface
public interface AlarmSource {

    /** The states that an alarm may have. */
    enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }

    /** @throws TroubleException when nothing can be read */
    Answer states(String region, List<String> names) throws TroubleException;

    /**
     * What was read.
     *
     * @param states without those of which there is no such alarm, and those that could not be read
     * @param trouble why some could not be read, for a person; empty when all could
     */
    record Answer(Map<String, State> states, String trouble) {

        public Answer {
            states = Map.copyOf(states);
        }
    }

    /** Why nothing could be read, for a person. */
    final class TroubleException extends Exception {

        private static final long serialVersionUID = 1;

        public TroubleException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
