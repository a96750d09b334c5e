package io.signalbox.cli.connect;

import org.jspecify.annotations.Nullable;

/** One event of a stream. */
public sealed interface ServerEvent {

    /** An event. @param id from which a stream goes on; null for a notice */
    record Event(String type, @Nullable String id, String data) implements ServerEvent {}

    /** A comment that says that the stream lives. */
    record Alive() implements ServerEvent {}

    /** The stream has ended. */
    record Ended(String why) implements ServerEvent {}
}
