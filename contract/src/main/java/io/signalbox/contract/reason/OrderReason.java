package io.signalbox.contract.reason;

/** What became of an operator's order. */
public enum OrderReason implements ReasonCode {
    RELEASED(Severity.INFO),
    SUPERSEDED(Severity.INFO),
    ACKNOWLEDGED(Severity.INFO),
    CANCELLED(Severity.INFO),
    REJECTED(Severity.INFO),
    APPROVAL_VOID(Severity.INFO),
    TARGET(Severity.WAITS),
    UNKNOWN_SITE(Severity.WAITS),
    ALREADY_OVER(Severity.WAITS),
    VERSION_CONFLICT(Severity.WAITS),
    TOO_OLD(Severity.WAITS),
    REFUSED(Severity.WAITS),
    SAME_PERSON(Severity.WAITS),
    NEEDS_RETRY(Severity.WAITS),
    NOTHING_WAITS(Severity.WAITS),
    ELSEWHERE(Severity.WAITS),
    NOTHING_TO_RELEASE(Severity.WAITS),
    NOTHING_TO_THAW(Severity.WAITS),
    NOTHING_TO_ACKNOWLEDGE(Severity.WAITS),
    NOTHING_TO_RE_ADOPT(Severity.WAITS),
    NOTHING_UNDER_WAY(Severity.WAITS),
    NO_MOVE(Severity.WAITS),
    ACCEPTED(Severity.WAITS),
    PAST_RETURN(Severity.WAITS),
    EPOCH_NOT_FOUND(Severity.WAITS),
    EPOCH_TOO_HIGH(Severity.WAITS),
    NO_HOLD(Severity.WAITS),
    OWN_HOLD(Severity.WAITS),
    NO_SUCH_HOLD(Severity.WAITS),
    NO_SUCH_MARK(Severity.WAITS),
    MOVE_UNDER_WAY(Severity.WAITS),
    MODE_ADVISE(Severity.WAITS),
    NOT_QUARANTINED(Severity.WAITS),
    STATE_UNREADABLE(Severity.WAITS),
    RELEASE(Severity.INFO),
    FREEZE(Severity.INFO),
    THAW(Severity.INFO),
    ACKNOWLEDGE(Severity.INFO),
    RESEEDED(Severity.INFO),
    REJECT(Severity.INFO),
    CANCEL(Severity.INFO),
    START_DRILL(Severity.INFO),
    STOP_DRILL(Severity.INFO),
    RE_ADOPT(Severity.INFO),
    END_HOLD(Severity.INFO),
    LIFT_QUARANTINE(Severity.INFO);

    private final Severity severity;

    OrderReason(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
