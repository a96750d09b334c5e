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
    WriterSearch lastOf(String hostname, Instant since);

    record WriterSearch(Optional<String> found, String words) {

        public static WriterSearch of(String writer) {
            return new WriterSearch(Optional.of(writer), writer);
        }

        public static WriterSearch unknown(String why) {
            return new WriterSearch(Optional.empty(), "not known (" + why + ")");
        }
    }

    /** Never searches an audit log. */
    RecordWriters NOT_ASKED = (_, _) -> new WriterSearch(Optional.empty(), "not asked");
}
