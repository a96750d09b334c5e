package io.signalbox.actuator.core;

import java.time.Instant;
import java.util.Optional;

/** Finds the writer of a foreign change of records. */
public interface RecordWriters {

    /**
     * The newest change of this name's records that Signalbox did not make. Blocks for seconds at most.
     *
     * @param since earlier changes are ignored
     */
    Answer lastOf(String hostname, Instant since);

    record Answer(Optional<String> found, String words) {

        public static Answer of(String writer) {
            return new Answer(Optional.of(writer), writer);
        }

        public static Answer unknown(String why) {
            return new Answer(Optional.empty(), "not known (" + why + ")");
        }
    }

    /** Never searches an audit log. */
    RecordWriters NOT_ASKED = (_, _) -> new Answer(Optional.empty(), "not asked");
}
