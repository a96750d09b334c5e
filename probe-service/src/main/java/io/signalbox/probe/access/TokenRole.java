package io.signalbox.probe.access;

import java.util.Locale;

/** A permission of a token's holder; a token may have several roles. Decision-service reads the same file. */
public enum TokenRole {
    /** Reads. */
    VIEWER,
    /** Reads, and runs on-demand checks. */
    OPERATOR,
    /** Reads here; its other rights are decision-service's. */
    APPROVER,
    /** Sends heartbeats. */
    HEARTBEAT;

    /** The word in the file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
