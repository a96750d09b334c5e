package io.signalbox.decision.core.cell;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.govern.RegionLosses;
import io.signalbox.decision.core.orders.DirectiveHandler;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Orders for all services, and the brake. */
public final class FleetOrders {

    private FleetOrders() {}

    record Change(FleetState fleet, List<JournalEntry> journal, List<Directive> forServices) {
        Change(FleetState fleet, List<JournalEntry> journal) {
            this(fleet, journal, List.of());
        }
    }

    static Change take(
            FleetState fleet, Directive directive, @Nullable Instant appended, List<ServiceName> stuck, Instant now) {
        if (fleet.directives().contains(directive.id())) {
            return new Change(fleet, List.of());
        }
        if (ServiceEvent.Directed.isTooOld(appended, now)) {
            return refused(fleet, directive, ReasonCode.TOO_OLD, DirectiveHandler.age(appended), now);
        }
        Long expected = directive.expectedVersion();
        if (expected != null && expected != fleet.version()) {
            return refused(
                    fleet,
                    directive,
                    ReasonCode.VERSION_CONFLICT,
                    "the state of all services together is at version " + fleet.version()
                            + ", the directive was made for version " + expected,
                    now);
        }
        return switch (directive.order()) {
            case Directive.Freeze order ->
                taken(
                        fleet.freeze(DirectiveHandler.freeze(directive, order, now)),
                        directive,
                        "no automatic move of any service begins in this cell; a freeze of one service holds in every cell",
                        now);
            case Directive.Thaw _ ->
                fleet.freeze() == null
                        ? refused(
                                fleet,
                                directive,
                                ReasonCode.NOTHING_TO_THAW,
                                "all services together are not frozen",
                                now)
                        : taken(fleet.freeze(null), directive, "automatic moves of all services may begin", now);
            case Directive.Approve order -> approve(fleet, directive, order, now);
            case Directive.Reject _ -> reject(fleet, directive, now);
            case Directive.Acknowledge order -> acknowledge(fleet, directive, order, stuck, now);
            case Directive.Override _,
                    Directive.Release _,
                    Directive.Reseeded _,
                    Directive.Cancel _,
                    Directive.StartDrill _,
                    Directive.StopDrill _,
                    Directive.ReAdopt _,
                    Directive.EndHold _,
                    Directive.LiftQuarantine _ ->
                refused(
                        fleet,
                        directive,
                        "only freeze, thaw, approve, reject and acknowledge are for all services",
                        now);
        };
    }

    /** Each stuck service goes on. Everything else in an acknowledgement is about one service. */
    private static Change acknowledge(
            FleetState fleet, Directive directive, Directive.Acknowledge order, List<ServiceName> stuck, Instant now) {
        if (!order.equals(new Directive.Acknowledge())) {
            return refused(fleet, directive, "reseeded applies to one service and site, not to all services", now);
        }
        if (stuck.isEmpty()) {
            return refused(fleet, directive, ReasonCode.NOTHING_TO_ACKNOWLEDGE, "no service is stuck", now);
        }
        List<Directive> each = stuck.stream()
                .map(service -> new Directive(
                        Directive.VERSION,
                        directive.id(),
                        service,
                        directive.who(),
                        directive.person(),
                        directive.why(),
                        directive.at(),
                        null,
                        order))
                .toList();
        String effect = (stuck.size() == 1 ? "1 service that was" : stuck.size() + " services that were")
                + " stuck: automation continues from the present state";
        Change change = taken(fleet.freeze(fleet.freeze()), directive, effect, now);
        return new Change(change.fleet(), change.journal(), each);
    }

    private static Change approve(FleetState fleet, Directive directive, Directive.Approve order, Instant now) {
        FleetState.Brake brake = fleet.brake();
        if (brake == null) {
            return refused(fleet, directive, "the brake is not on", now);
        }
        var off = new FleetState.Brake(brake.reason(), brake.since(), directive.who(), order.until());
        return taken(fleet.brake(off), directive, "automatic moves may begin though the brake is on", now);
    }

    private static Change reject(FleetState fleet, Directive directive, Instant now) {
        FleetState.Brake brake = fleet.brake();
        if (brake == null || !brake.off()) {
            return refused(fleet, directive, "the brake is not off", now);
        }
        var on = new FleetState.Brake(brake.reason(), brake.since(), null, null);
        return taken(fleet.brake(on), directive, "automatic moves are held again", now);
    }

    private static Change taken(FleetState after, Directive directive, String effect, Instant now) {
        JournalKind kind = JournalKind.of(directive.order());
        Reason reason = Reason.of(
                DirectiveReply.of(directive.order()), directive.who() + ": " + directive.why() + "; " + effect);
        FleetState next = after.heard(directive.id());
        return new Change(next, List.of(entry(next, kind, reason, directive.id(), directive.who(), now)));
    }

    /** The fleet's state cannot be used: no automatic move begins before a person thaws all services. */
    static Change guard(FleetState fleet, Reason reason, Instant now) {
        FleetState next = fleet.guarded(reason, now);
        return new Change(next, List.of(guarded(next, now)));
    }

    /** The journal entry of the freeze of {@link FleetState#guarded}. */
    static JournalEntry guarded(FleetState fleet, Instant now) {
        Hold.Freeze freeze = Objects.requireNonNull(fleet.freeze());
        return entry(
                fleet, JournalKind.FREEZE, Reason.of(freeze.directive(), freeze.why()), null, FleetState.GUARD, now);
    }

    private static Change refused(FleetState fleet, Directive directive, String why, Instant now) {
        return refused(fleet, directive, ReasonCode.REFUSED, why, now);
    }

    private static Change refused(FleetState fleet, Directive directive, ReasonCode code, String why, Instant now) {
        FleetState next = fleet.freeze(fleet.freeze()).heard(directive.id());
        Reason reason = Reason.of(code, why).with("kind", directive.order().kind());
        return new Change(
                next,
                List.of(entry(next, JournalKind.DIRECTIVE_REFUSED, reason, directive.id(), directive.who(), now)));
    }

    /** Puts the brake on when failures are more than the loss of one region. */
    static Change brake(FleetState fleet, RegionLosses losses, Instant now) {
        Reason alarm = fleet.brake() == null ? losses.alarm(now) : null;
        if (alarm == null) {
            return new Change(fleet, List.of());
        }
        FleetState next = fleet.brake(new FleetState.Brake(alarm, now, null, null));
        return new Change(next, List.of(entry(next, JournalKind.BRAKE, alarm, null, null, now)));
    }

    /** Time has passed: a freeze may be over, the brake's cause gone, or its release used up. */
    static Change passed(FleetState fleet, RegionLosses losses, Instant now) {
        Hold.Freeze freeze = fleet.freeze();
        FleetState.Brake brake = fleet.brake();
        if (freeze != null && freeze.endedAt(now)) {
            FleetState next = fleet.freeze(null);
            Reason reason = Reason.of(
                    ReasonCode.EXPIRED, "the freeze of all services by " + freeze.who() + " has ended, as ordered");
            return new Change(
                    next,
                    List.of(entry(next, JournalKind.FREEZE_EXPIRED, reason, freeze.directive(), freeze.who(), now)));
        }
        if (brake != null && losses.calm(now)) {
            FleetState next = fleet.brake(null);
            Reason reason = Reason.of(
                    ReasonCode.CALM,
                    "what the brake was put on for has passed: "
                            + brake.reason().text());
            return new Change(next, List.of(entry(next, JournalKind.BRAKE_RELEASED, reason, null, null, now)));
        }
        Instant until = brake == null ? null : brake.offUntil();
        if (brake != null && until != null && !now.isBefore(until)) {
            FleetState next = fleet.brake(new FleetState.Brake(brake.reason(), brake.since(), null, null));
            return new Change(next, List.of(entry(next, JournalKind.BRAKE, brake.reason(), null, null, now)));
        }
        return new Change(fleet, List.of());
    }

    private static JournalEntry entry(
            FleetState fleet,
            JournalKind kind,
            Reason reason,
            @Nullable String directive,
            @Nullable String who,
            Instant now) {
        return new JournalEntry(
                JournalEntry.VERSION,
                null,
                fleet.version(),
                now,
                kind.text(),
                null,
                null,
                0,
                null,
                null,
                directive,
                who,
                reason,
                null,
                null);
    }
}
