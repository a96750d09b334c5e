package io.signalbox.contract.reason;

/** What the fence at the DNS provider says, and what is wrong with it. */
public enum FenceReason implements ReasonCode {
    NOT_ADOPTED(Severity.INFO),
    ADOPTING(Severity.INFO),
    ADOPTED(Severity.INFO),
    FENCE_ADOPTED(Severity.INFO),
    FENCE_WORDS(Severity.INFO),
    FENCE_GONE(Severity.ALARM),
    FENCE_UNREADABLE(Severity.ALARM),
    FENCE_CHANGED(Severity.ALARM),
    FENCE_ROLLED_BACK(Severity.ALARM),
    FENCE_JUMP(Severity.ALARM),
    PROVIDER_LOST_CHANGE(Severity.WAITS),
    RE_ADOPTING(Severity.INFO),
    RE_ADOPTED(Severity.INFO),
    RE_ADOPT_FAILED(Severity.WAITS),
    RE_ADOPT_NOT_NEEDED(Severity.INFO),
    PUBLISHING_HOLD(Severity.INFO),
    HOLD_PUBLISHED(Severity.INFO),
    HOLD_UNPUBLISHED(Severity.ALARM),
    ORDER_LOST(Severity.ALARM),
    ACKNOWLEDGED_ELSEWHERE(Severity.INFO),
    THAWED_ELSEWHERE(Severity.INFO),
    MOVED_ELSEWHERE(Severity.INFO),
    CANCEL_LATE(Severity.INFO),
    STALE_DATA(Severity.WAITS),
    RESEED_PENDING(Severity.WAITS),
    CLAIM_TARGET(Severity.WAITS),
    SEEDED(Severity.INFO),
    RESEED_SUPERSEDED(Severity.INFO),
    ACTIVE_STALE(Severity.ALARM),
    DATA_UNKNOWN(Severity.ALARM),
    RECORDS_DRIFT(Severity.ALARM),
    RECORDS_OUTDATED(Severity.ALARM),
    DRIFT_GONE(Severity.INFO);

    private final Severity severity;

    FenceReason(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
