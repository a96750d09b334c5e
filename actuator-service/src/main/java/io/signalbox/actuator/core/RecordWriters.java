package io.signalbox.actuator.core;

import java.time.Instant;
import java.util.Optional;

/** Who else changes records. */
public interface RecordWriters {

    /**
     * What is known of the newest change of this name's records that was not Signalbox's. Blocks for seconds at most.
     *
     * @param since changes before this are of no interest
     */
    Answer lastOf(String hostname, Instant since);

    /** @param found empty when nobody is known @param words for a person, also why nobody is known */
    record Answer(Optional<String> found, String words) {

        public static Answer of(String writer) {
            return new Answer(Optional.of(writer), writer);
        }

        public static Answer unknown(String why) {
            return new Answer(Optional.empty(), "not known (" + why + ")");
        }
    }

    /** Where nobody is asked. */
    RecordWriters NOT_ASKED = (_, _) -> new Answer(Optional.empty(), "not asked");
}
