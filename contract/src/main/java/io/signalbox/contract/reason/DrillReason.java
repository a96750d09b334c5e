package io.signalbox.contract.reason;

/** What stands against a drill, and how it ended. */
public enum DrillReason implements ReasonCode {
    SUCCEEDED(Severity.INFO),
    ABORTED(Severity.WAITS),
    BLOCKED(Severity.WAITS),
    UNRESTORED(Severity.WAITS),
    DRILL_AWAY(Severity.INFO),
    NO_DRILL(Severity.WAITS),
    UNKNOWN_DRILL(Severity.WAITS),
    MISSED(Severity.WAITS),
    NOT_DUE(Severity.WAITS),
    BLOCKED_TIME(Severity.WAITS),
    MODE(Severity.WAITS),
    BUSY(Severity.WAITS),
    HELD(Severity.WAITS),
    ALARMS(Severity.WAITS),
    ACTIVE_NOT_UP(Severity.WAITS),
    NO_TARGET(Severity.WAITS),
    ONE_WAY(Severity.WAITS),
    DECIDED_ELSEWHERE(Severity.WAITS),
    NOT_CLAIMED(Severity.WAITS);

    private final Severity severity;

    DrillReason(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
