package io.signalbox.contract.reason;

/** What holds a move that is wanted. */
public enum HoldReason implements ReasonCode {
    FROZEN(Severity.WAITS),
    FROZEN_ELSEWHERE(Severity.WAITS),
    MAINTENANCE(Severity.WAITS),
    ADVISE(Severity.WAITS),
    APPROVE(Severity.WAITS),
    AWAITS(Severity.WAITS),
    FAILBACK_MANUAL(Severity.WAITS),
    ONE_VANTAGE(Severity.ALARM),
    BRAKE(Severity.WAITS),
    BRAKE_VANTAGES(Severity.WAITS),
    CALM(Severity.INFO),
    VELOCITY(Severity.WAITS),
    CLAIMED(Severity.WAITS),
    RETRY_WAITS(Severity.INFO),
    FAILED_MOVE(Severity.WAITS),
    EXPIRED(Severity.INFO),
    FLEET_FAILED(Severity.ALARM),
    FLEET_UNREADABLE(Severity.ALARM);

    private final Severity severity;

    HoldReason(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
