package io.signalbox.probe.access;

import java.util.Locale;

/** What a token's holder may do; a token may have several roles. Decision-service reads the same file. */
public enum TokenRole {
    /** Reads. */
    VIEWER,
    /** Reads, and runs on-demand checks. */
    OPERATOR,
    /** Reads here; its other rights are decision-service's. */
    APPROVER,
    /** Sends heartbeats. */
    HEARTBEAT;

    /** As in the file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
