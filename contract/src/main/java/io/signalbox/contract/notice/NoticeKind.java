package io.signalbox.contract.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The kinds of events that a service's {@code notify} can name in {@code on}. */
public enum NoticeKind {
    /** A site's verdict changed, whether anything moves or not. */
    HEALTH("health"),
    /** A plan that moves the traffic began. */
    MOVE_STARTED("move-started"),
    /** The traffic has moved, and every name server has answered so. */
    MOVE_DONE("move-done"),
    /** A move was given up, could not be finished, or is not proven. */
    MOVE_FAILED("move-failed"),
    /** A move is wanted and does not begin. */
    MOVE_HELD("move-held"),
    /** A move could not finish and waits for a person, or no longer does. */
    STUCK("stuck"),
    /** An override was given, or has ended. */
    OVERRIDE("override"),
    /** A freeze of the service was ordered, or has ended. */
    FREEZE("freeze"),
    /** A move or a drill missed an objective of the service. */
    OBJECTIVE_MISSED("objective-missed");

    private final String word;

    NoticeKind(String word) {
        this.word = word;
    }

    /** In the topology, and in {@link NoticeEvent}. */
    public String word() {
        return word;
    }

    public static List<Map.Entry<String, NoticeKind>> words() {
        return Arrays.stream(values()).map(kind -> Map.entry(kind.word, kind)).toList();
    }
}
