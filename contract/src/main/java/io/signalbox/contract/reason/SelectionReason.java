package io.signalbox.contract.reason;

/** Where the traffic of a service should be. */
public enum SelectionReason implements ReasonCode {
    ACTIVE_UP(Severity.INFO),
    ACTIVE_UNKNOWN(Severity.INFO),
    ACTIVE_DOWN(Severity.ALARM),
    ACTIVE_SITE_REMOVED(Severity.ALARM),
    DOWN(Severity.INFO),
    NOT_UP(Severity.INFO),
    NOT_READY(Severity.INFO),
    SUPPRESSED(Severity.WAITS),
    HOLD_DOWN(Severity.INFO),
    MIN_DOWN_FOR(Severity.INFO),
    GRACE(Severity.INFO),
    ALL_DOWN(Severity.ALARM),
    ALL_DOWN_STAY(Severity.ALARM),
    ALL_DOWN_PRIMARY(Severity.WAITS),
    LAST_RESORT(Severity.WAITS),
    LEAVE_LAST_RESORT(Severity.INFO),
    FAILBACK_DUE(Severity.INFO),
    FAILBACK_WAITS(Severity.INFO),
    FAILBACK_WINDOW(Severity.INFO),
    FAILBACK_NEVER(Severity.INFO),
    FAILBACK(Severity.INFO),
    ALL_DOWN_STALE_DATA(Severity.ALARM),
    ALL_DOWN_RESEED_PENDING(Severity.ALARM),
    ALL_DOWN_CLAIM_TARGET(Severity.ALARM),
    OVERRIDE(Severity.INFO),
    OVERRIDE_IN_FORCE(Severity.INFO),
    OVERRIDE_ELSEWHERE(Severity.INFO),
    OVERRIDE_TARGET(Severity.WAITS),
    OVERRIDE_TARGET_UNKNOWN_SITE(Severity.WAITS),
    DRILL(Severity.INFO),
    DRILL_ELSEWHERE(Severity.INFO),
    DRILL_WAITS(Severity.WAITS),
    RESTORE(Severity.INFO),
    MODE_OFF(Severity.INFO),
    UNWANTED(Severity.WAITS),
    WARM(Severity.INFO),
    WARM_OFF(Severity.INFO),
    WARM_WAITS(Severity.INFO),
    WARM_UNFIT(Severity.INFO),
    WARM_TIDIED(Severity.INFO),
    WARM_ORDERED(Severity.INFO),
    WARM_ACTIVE_DOWN(Severity.INFO),
    WARM_CLAIMED(Severity.INFO),
    WARM_MOVING(Severity.INFO),
    SPLIT(Severity.WAITS);

    private final Severity severity;

    SelectionReason(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
