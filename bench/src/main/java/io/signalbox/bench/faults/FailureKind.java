package io.signalbox.bench.faults;

import io.signalbox.bench.probe.TargetBehavior;

/** The ways in which a target fails. Each failure must be detected as DOWN. */
enum FailureKind {
    /** All addresses accept connections and send nothing. */
    SILENT,
    /** All addresses reset the connection after the request. */
    RESETTING,
    /** All addresses answer with an error. */
    FAILING,
    /** All addresses drop packets. */
    DROPPING,
    /** The first address drops packets. */
    ONE_DROPPING,
    /** The host name no longer exists. */
    NO_NAME,
    /** The certificate has expired. */
    CERTIFICATE_EXPIRED;

    /** The behavior of the affected addresses. */
    TargetBehavior behavior() {
        return switch (this) {
            case SILENT -> TargetBehavior.SILENT;
            case RESETTING -> TargetBehavior.RESETTING;
            case FAILING -> TargetBehavior.FAILING;
            case DROPPING, ONE_DROPPING -> TargetBehavior.DROPPING;
            case NO_NAME, CERTIFICATE_EXPIRED -> TargetBehavior.HEALTHY;
        };
    }
}
