package io.signalbox.contract.reason;

/** How a plan and its steps stand. */
public enum PlanReason implements ReasonCode {
    CHANGE_ACCEPTED(Severity.INFO),
    MOVE_DONE(Severity.INFO),
    MOVE_UNPROVEN(Severity.ALARM),
    MOVE_UNFINISHED(Severity.ALARM),
    MOVE_UNACCEPTED(Severity.ALARM),
    ACCESS_DENIED(Severity.ALARM),
    NO_LONGER_WANTED(Severity.INFO),
    PLAN_DEADLINE(Severity.WAITS),
    STEP_DEADLINE(Severity.WAITS),
    STEP_FAILED(Severity.WAITS),
    STEP_NOT_UNDONE(Severity.ALARM),
    GATE_CLOSED(Severity.WAITS),
    APPROVAL(Severity.WAITS),
    NOT_APPROVED(Severity.INFO),
    RAMP_FAILED(Severity.WAITS),
    CLAIM_RAN_OUT(Severity.INFO),
    STALE_FENCE(Severity.INFO),
    DRIFT(Severity.WAITS),
    UNKNOWN_RECORDS(Severity.WAITS),
    TOPOLOGY_MISMATCH(Severity.INFO),
    STUCK(Severity.ALARM),
    ADJUSTED(Severity.INFO),
    SPLIT_UNADJUSTED(Severity.ALARM),
    STEP_WAITS(Severity.WAITS),
    STEP_DONE(Severity.INFO),
    STEP_UNDONE(Severity.INFO),
    RAMP(Severity.INFO),
    NOTICE_LOST(Severity.WAITS);

    private final Severity severity;

    PlanReason(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
