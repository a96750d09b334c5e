package io.signalbox.contract;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a journal entry tells. docs/codes.md explains each. */
public enum JournalKind {
    // Verdicts of sites and checks, and what follows from them.
    VERDICT,
    CHECK,
    SUPPRESSED,
    HELD,

    // The progress of a plan.
    MOVE_STARTED,
    CLAIMED,
    CHANGE_ACCEPTED,
    RAMP,
    STEP_DONE,
    STEP_FAILED,
    STEP_ASKS,
    STEP_UNDONE,
    STEP_NOT_UNDONE,
    APPROVAL_VOID,
    MOVE_DONE,
    MOVE_ABANDONED,
    MOVE_UNPROVEN,
    MOVE_UNFINISHED,
    STUCK,
    OBJECTIVE_MISSED,

    // Shares of the traffic.
    ADJUST_STARTED,
    ADJUSTED,

    // Capacity that is raised and put back while the traffic stays.
    SCALE_STARTED,
    SCALED,
    SCALE_ABANDONED,

    // The fence at the provider.
    ADOPTED,
    FENCE_ADOPTED,
    FENCE_WORDS,
    FENCE_ALARM,
    RE_ADOPTED,
    RE_ADOPT_FAILED,
    RE_ADOPT_NOT_NEEDED,
    PROVIDER_LOST_CHANGE,

    // Records at the provider.
    DRIFT_SEEN,
    DRIFT_GONE,
    RECORDS_OUTDATED,
    ACCESS_DENIED,

    // What became of an order.
    HOLD_PUBLISHED,
    HOLD_UNPUBLISHED,
    ORDER_LOST,
    OVERRIDE_SUPERSEDED,
    OVERRIDE_RELEASED,
    THAWED_ELSEWHERE,
    ACKNOWLEDGED_ELSEWHERE,
    CANCEL_LATE,

    // Marks of stale data.
    SITE_STALE,
    SITE_SEEDED,
    RESEED_DONE,
    RESEED_SUPERSEDED,
    ACTIVE_STALE,
    DATA_UNKNOWN,

    // Orders, and the end of holds.
    DIRECTIVE_REFUSED,
    OVERRIDE,
    RELEASE,
    FREEZE,
    THAW,
    ACKNOWLEDGE,
    RESEEDED,
    APPROVE,
    REJECT,
    CANCEL,
    START_DRILL,
    STOP_DRILL,
    RE_ADOPT,
    END_HOLD,
    LIFT_QUARANTINE,
    OVERRIDE_EXPIRED,
    FREEZE_EXPIRED,

    // Drills and notices.
    DRILL_AWAY,
    DRILL_RETURNS,
    DRILL_REPORT,
    NOTICE_LOST,

    // The shadow policy.
    SHADOW_BEGINS,
    SHADOW_DISAGREES,
    SHADOW_AGREES,
    SHADOW_FAILED,

    // Services and the whole cell.
    QUARANTINED,
    SERVICE_REMOVED,
    BRAKE,
    BRAKE_RELEASED;

    private static final Map<String, JournalKind> BY_TEXT =
            Stream.of(values()).collect(Collectors.toMap(JournalKind::text, Function.identity()));

    private final String text;

    JournalKind() {
        this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Kebab-case, as in the journal. */
    public String text() {
        return text;
    }

    /** Null for a kind that this version does not know. */
    public static @Nullable JournalKind of(String text) {
        return BY_TEXT.get(text);
    }

    /** The kind of the entry of an accepted order. */
    public static JournalKind of(Directive.Order order) {
        return switch (order) {
            case Directive.Override _ -> OVERRIDE;
            case Directive.Release _ -> RELEASE;
            case Directive.Freeze _ -> FREEZE;
            case Directive.Thaw _ -> THAW;
            case Directive.Acknowledge _ -> ACKNOWLEDGE;
            case Directive.Reseeded _ -> RESEEDED;
            case Directive.Approve _ -> APPROVE;
            case Directive.Reject _ -> REJECT;
            case Directive.Cancel _ -> CANCEL;
            case Directive.StartDrill _ -> START_DRILL;
            case Directive.StopDrill _ -> STOP_DRILL;
            case Directive.ReAdopt _ -> RE_ADOPT;
            case Directive.EndHold _ -> END_HOLD;
            case Directive.LiftQuarantine _ -> LIFT_QUARANTINE;
        };
    }
}
