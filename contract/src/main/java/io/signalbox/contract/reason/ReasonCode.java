package io.signalbox.contract.reason;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The codes of reasons and alarms. docs/reasons.md says of each what it means and what to do. */
public enum ReasonCode {
    // Observations of vantages.
    QUORUM_UP(Severity.INFO),
    QUORUM_DOWN(Severity.INFO),
    QUORUM_UNKNOWN(Severity.INFO),
    CHECK_CHANGED(Severity.INFO),
    DESCRIBED_ANEW(Severity.INFO),
    EVIDENCE_FAILED(Severity.WAITS),
    UNCONFIRMED(Severity.WAITS),
    READER_BEHIND(Severity.ALARM),

    // Selection of the site for the traffic.
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
    SPLIT(Severity.WAITS),

    // Holds of a move.
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
    FLEET_UNREADABLE(Severity.ALARM),

    // The fence and the data.
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
    DRIFT_GONE(Severity.INFO),

    // Plans and steps.
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
    NOTICE_LOST(Severity.WAITS),
    OBJECTIVE_MISSED(Severity.WAITS),

    // Orders of operators.
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
    LIFT_QUARANTINE(Severity.INFO),

    // Drills.
    SUCCEEDED(Severity.INFO),
    ABORTED(Severity.WAITS),
    BLOCKED(Severity.WAITS),
    UNRESTORED(Severity.WAITS),
    TAKEN_OVER(Severity.INFO),
    STILL_RAISED(Severity.WAITS),
    CAPACITY_RAISED(Severity.INFO),
    CAPACITY_LOWERED(Severity.INFO),
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
    NOT_CLAIMED(Severity.WAITS),

    // Services and shadow policies.
    QUARANTINED(Severity.ALARM),
    SERVICE_REMOVED(Severity.INFO),
    SERVICE_BACK(Severity.INFO),
    SHADOW_BEGINS(Severity.INFO),
    SHADOW_DISAGREES(Severity.INFO),
    SHADOW_AGREES(Severity.INFO),
    SHADOW_FAILED(Severity.WAITS);

    private static final Map<String, ReasonCode> BY_CODE =
            Stream.of(values()).collect(Collectors.toMap(ReasonCode::code, Function.identity()));

    private final Severity severity;
    private final String code;

    ReasonCode(Severity severity) {
        this.severity = severity;
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null for a code with a prefix, and for one of a provider or of another version. */
    static @Nullable ReasonCode of(String code) {
        return BY_CODE.get(code);
    }

    public Severity severity() {
        return severity;
    }

    /** Stable, kebab-case, as in states, journal and metrics. */
    public String code() {
        return code;
    }
}
