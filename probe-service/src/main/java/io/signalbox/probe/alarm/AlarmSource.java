package io.signalbox.probe.alarm;

import java.util.Collection;
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

    /** Those that have no such alarm are missing in the answer. @throws TroubleException when nothing can be read */
    Map<String, State> states(String region, Collection<String> names) throws TroubleException;

    /** Why nothing could be read, for a person. */
    final class TroubleException extends Exception {

        private static final long serialVersionUID = 1;

        public TroubleException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
