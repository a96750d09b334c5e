package io.signalbox.probe.access;

import java.util.Locale;

/** A permission of a token's holder; a token may have several roles. Decision-service reads the same file. Heartbeats
 * have a role that may name the job, see {@link io.signalbox.contract.access.BearerTokens.Holder#mayBeat}. */
public enum TokenRole {
    /** Reads. */
    VIEWER,
    /** Reads, and runs on-demand checks. */
    OPERATOR,
    /** Reads here; its other rights are decision-service's. */
    APPROVER;

    /** The word in the file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
