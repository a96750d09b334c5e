package io.signalbox.decision.core.explain;

import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.fence.FenceAlarms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the holds of a service's traffic, and the end of each. */
final class Holding {

    private static final String APPROVER = "an approver's word";
    private static final String SEE_TEXT = "see the reason text";
    /** Reasons that hold nothing, or whose cause is listed instead. */
    private static final List<ReasonCode> NO_HOLD = List.of(
            ReasonCode.ACTIVE_UP,
            ReasonCode.ACTIVE_UNKNOWN,
            ReasonCode.OVERRIDE_IN_FORCE,
            ReasonCode.DRILL,
            ReasonCode.MODE_OFF,
            ReasonCode.ADVISE,
            ReasonCode.FROZEN,
            ReasonCode.MAINTENANCE,
            ReasonCode.APPROVE,
            ReasonCode.BRAKE,
            ReasonCode.BRAKE_VANTAGES,
            ReasonCode.LAST_RESORT);

    /** Reasons that an order {@code reseeded} ends. */
    private static final Set<ReasonCode> STALE = EnumSet.of(
            ReasonCode.STALE_DATA,
            ReasonCode.ALL_DOWN_STALE_DATA,
            ReasonCode.RESEED_PENDING,
            ReasonCode.ALL_DOWN_RESEED_PENDING);

    /** Reasons that another cell has given. */
    private static final Set<ReasonCode> ELSEWHERE = EnumSet.of(
            ReasonCode.OVERRIDE_ELSEWHERE,
            ReasonCode.DRILL_ELSEWHERE,
            ReasonCode.FROZEN_ELSEWHERE,
            ReasonCode.ACKNOWLEDGED_ELSEWHERE,
            ReasonCode.THAWED_ELSEWHERE,
            ReasonCode.MOVED_ELSEWHERE,
            ReasonCode.DECIDED_ELSEWHERE);

    private static final Map<ReasonCode, String> END_OF_ALARM = Map.of(
            ReasonCode.DATA_UNKNOWN, "the order reseeded for each site that it names",
            ReasonCode.ACTIVE_STALE, "a move away, or the order reseeded for the active site",
            ReasonCode.RECORDS_OUTDATED, "the next move, or apply",
            ReasonCode.ONE_VANTAGE, "a vantage in another region, or quorum: 1; until then an approval of each move",
            ReasonCode.READER_BEHIND, "evidence that is read in time, by clocks that agree");

    private final WhyQuestion question;
    private final ServiceStatus status;
    private final List<Why.Held> held = new ArrayList<>();

    Holding(WhyQuestion question) {
        this.question = question;
        this.status = question.status();
    }

    List<Why.Held> all() {
        ordered();
        limited();
        sites();
        decided();
        return List.copyOf(held);
    }

    private void ordered() {
        ServiceStatus.Override override = status.override();
        if (override != null) {
            String waiting = override.waiting() == null ? "" : " (" + override.waiting() + ")";
            hold(
                    ReasonCode.OVERRIDE,
                    override.who() + " wants it on " + override.target() + waiting + ": " + override.why(),
                    "a release" + orAt(override.until()));
        }
        ServiceStatus.Awaited awaits = status.awaits();
        if (awaits != null) {
            String who = awaits.notBy() == null ? "" : " of another person than " + awaits.notBy();
            var code = ReasonCode.AWAITS.code() + "-" + awaits.what();
            held.add(new Why.Held(new Reason(code, awaits.question(), Map.of()), APPROVER + who));
        }
        ServiceStatus.Freeze freeze = status.freeze();
        if (freeze != null) {
            hold(
                    ReasonCode.FROZEN,
                    (freeze.everyService() ? "all services are" : "it is") + " frozen by " + freeze.who() + ": "
                            + freeze.why(),
                    "a thaw" + (freeze.everyService() ? " of all services" : "") + orAt(freeze.until()));
        }
        ServiceStatus.Drill drill = status.drill();
        if (drill != null) {
            hold(
                    ReasonCode.DRILL,
                    "a drill of " + drill.who() + " is " + drill.phase() + ": "
                            + (drill.kind() == null
                                    ? "from " + drill.home() + " to " + drill.target()
                                    : "the capacity of " + drill.target() + ", without traffic"),
                    "the drill being stopped" + orAt(drill.until()));
        }
        steps();
        for (ServiceStatus.Site site : status.sites()) {
            ServiceStatus.Stale stale = site.stale();
            if (stale != null) {
                held.add(new Why.Held(
                        stale.reason(), "the order reseeded for " + site.name() + " and epoch " + stale.epoch()));
            }
        }
    }

    private void steps() {
        ServiceStatus.Plan plan = status.plan();
        if (plan != null) {
            plan.steps().stream()
                    .filter(Phases::isHeld)
                    .forEach(step ->
                            hold(ReasonCode.STEP_WAITS, step.name() + " waits " + step.detail(), "what it waits for"));
        }
    }

    private void limited() {
        Policy.Mode mode = question.service().policy().mode();
        switch (mode) {
            case AUTO -> {}
            case APPROVE -> hold(ReasonCode.APPROVE, "the policy's mode is approve", APPROVER);
            case ADVISE -> hold(ReasonCode.ADVISE, "the policy's mode is advise: nothing is done", "another mode");
            case OFF ->
                hold(
                        ReasonCode.MODE_OFF,
                        "the policy's mode is off: nothing is decided",
                        "another mode, or an override");
        }
        Reason brake = question.brake();
        if (brake != null) {
            held.add(new Why.Held(brake, APPROVER + " for all services, or its cause passing"));
        }
        Stream.concat(question.governor().maintenance().stream(), question.service().maintenance().stream())
                .filter(window -> window.contains(question.now()))
                .findFirst()
                .ifPresent(this::maintenance);
    }

    private void maintenance(TimeWindow window) {
        hold(
                ReasonCode.MAINTENANCE,
                "no automatic move begins in the maintenance window " + window,
                "its end at " + window.end(question.now()));
    }

    private void sites() {
        for (ServiceStatus.Site site : status.sites()) {
            Reason suppressed = site.suppressed();
            if (suppressed != null) {
                held.add(new Why.Held(suppressed, "time"));
            }
            if (site.verdict() == Verdict.UP && site.ready() != null && site.ready() != Verdict.UP) {
                hold(
                        ReasonCode.NOT_READY,
                        site.name() + " is UP, but not ready for traffic",
                        "its readiness probes passing");
            }
        }
    }

    /** The decision's own reason, if it is not listed yet. */
    private void decided() {
        Reason reason = status.reason();
        boolean moving = Phases.underWay(status);
        if (status.is(ServicePhase.STUCK)) {
            held.add(new Why.Held(reason, "an acknowledgement, or an override"));
        } else if (!moving && !reason.isAny(NO_HOLD) && notTold(reason)) {
            held.add(new Why.Held(reason, endOf(reason)));
        }
        status.alarms().stream()
                .filter(alarm -> !alarm.is(ReasonCode.STUCK) && !alarm.is(ReasonCode.ACTIVE_DOWN))
                .filter(this::notTold)
                .forEach(alarm -> held.add(new Why.Held(alarm, endOfAlarm(alarm))));
    }

    private static String endOf(Reason reason) {
        if (reason.is(ReasonCode.ONE_VANTAGE)) {
            return endOfAlarm(reason);
        }
        if (reason.is(ReasonCode.RECORDS_DRIFT)) {
            return "records as they should be, or a forced override";
        }
        if (reason.is(ReasonCode.UNCONFIRMED) || reason.is(ReasonCode.SPLIT, ReasonCode.UNCONFIRMED)) {
            return "one result that agrees from each of enough vantages, other evidence, or a forced override";
        }
        ReasonCode cause = reason.cause();
        if (cause == null) {
            return SEE_TEXT;
        }
        if (STALE.contains(cause)) {
            return "the order reseeded, once it is written to the fence";
        }
        if (ELSEWHERE.contains(cause)) {
            return "an order of that cell's operators, or an approver's end-hold";
        }
        return FenceAlarms.BLOCKING.contains(cause) ? "a re-adoption, or the fence as it is known" : SEE_TEXT;
    }

    private static String endOfAlarm(Reason alarm) {
        if (alarm.is(ReasonCode.RECORDS_DRIFT) || alarm.isAny(FenceAlarms.BLOCKING)) {
            return endOf(alarm);
        }
        return END_OF_ALARM.entrySet().stream()
                .filter(known -> alarm.is(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("a person looking at it, and an acknowledgement");
    }

    private boolean notTold(Reason reason) {
        return held.stream().noneMatch(one -> one.reason().hasCodeOf(reason));
    }

    private void hold(ReasonCode code, String text, String endsWith) {
        held.add(new Why.Held(Reason.of(code, text), endsWith));
    }

    private static String orAt(@Nullable Instant until) {
        return until == null ? "" : ", or its end at " + until;
    }
}
