package io.signalbox.decision.app;

import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.app.GaugeCollector.Labels;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The gauges of each service. */
final class ServiceGauges {

    private static final double MILLIS = 1_000.0;

    /** The only gauge whose 0 is worse than its absence. */
    private static final String LAST_DRILL = "signalbox_drill_last_succeeded";

    /** Undoing has deadlines of its own, and a stuck plan waits for a person. */
    private static final Set<ServicePhase> ENDS_BY_DEADLINE = EnumSet.of(ServicePhase.MOVING, ServicePhase.PROVING);

    /** @param value null for no sample */
    private record Gauge(String name, String help, Value value) {}

    private interface Value {
        @Nullable
        Double of(ServiceStatus status, Instant now);
    }

    private static final List<Gauge> GAUGES = List.of(
            new Gauge("signalbox_service_epoch", "number of the routing decision in force", (status, _) ->
                    (double) status.epoch()),
            new Gauge("signalbox_service_alarms", "alarms that need a person", (status, _) ->
                    (double) status.alarms().size()),
            new Gauge(
                    "signalbox_plan_deadline_timestamp_seconds",
                    "when the plan that moves the traffic has to be over; absent without one",
                    (status, _) -> {
                        ServiceStatus.Plan plan = status.plan();
                        return plan == null || !status.isAny(ENDS_BY_DEADLINE)
                                ? null
                                : plan.deadline().toEpochMilli() / MILLIS;
                    }),
            new Gauge(
                    "signalbox_override_in_force",
                    "1 while an operator's override is in force",
                    (status, _) -> truth(status.override() != null)),
            new Gauge(
                    "signalbox_override_remaining_seconds",
                    "until the override ends by itself; absent without one, infinite without an end",
                    (status, now) -> {
                        ServiceStatus.Override override = status.override();
                        return override == null ? null : HoldGauges.remaining(override.until(), now);
                    }),
            new Gauge(
                    "signalbox_freeze_in_force",
                    "1 while automatic moves are frozen",
                    (status, _) -> truth(status.freeze() != null)),
            new Gauge(
                    "signalbox_freeze_remaining_seconds",
                    "until the freeze ends by itself; absent without one, infinite without an end",
                    (status, now) -> {
                        ServiceStatus.Freeze freeze = status.freeze();
                        return freeze == null ? null : HoldGauges.remaining(freeze.until(), now);
                    }),
            new Gauge(
                    "signalbox_quarantined",
                    "1 while nothing of the service is decided, since its state or its decision is broken",
                    (status, _) -> truth(status.alarms().stream().anyMatch(alarm -> alarm.is(ReasonCode.QUARANTINED)))),
            new Gauge(
                    "signalbox_approval_pending",
                    "1 while something waits for an approver",
                    (status, _) -> truth(status.awaits() != null)),
            new Gauge(
                    "signalbox_failback_needs_reseeding",
                    "1 while a site gets no traffic before somebody says that it was seeded again",
                    (status, _) -> truth(status.reseed() != null)),
            new Gauge(
                    "signalbox_drill_under_way",
                    "1 while a drill is under way",
                    (status, _) -> truth(status.drill() != null)),
            new Gauge(LAST_DRILL, "1 when the last drill succeeded", (status, _) -> {
                ServiceStatus.DrillReport last = status.lastDrill();
                return last == null ? null : truth(last.result().equals("succeeded"));
            }),
            new Gauge("signalbox_drill_last_end_timestamp_seconds", "when the last drill ended", (status, _) -> {
                ServiceStatus.DrillReport last = status.lastDrill();
                return last == null ? null : last.endedAt().toEpochMilli() / MILLIS;
            }),
            new Gauge(
                    "signalbox_shadow_agrees",
                    "1 while the shadow policy would have the traffic where it is",
                    (status, _) -> {
                        ServiceStatus.Shadow shadow = status.shadow();
                        return shadow == null ? null : truth(shadow.agrees());
                    }));

    private ServiceGauges() {}

    static void add(GaugeCollector families, ServiceStatus status, Instant now) {
        Labels labels = Labels.service(status.service());
        for (Gauge gauge : GAUGES) {
            Double value = gauge.value().of(status, now);
            if (gauge.name().equals(LAST_DRILL)) {
                families.add(gauge.name(), gauge.help(), labels, value);
            } else {
                families.addUnlessZero(gauge.name(), gauge.help(), labels, value);
            }
        }
        families.add(
                "signalbox_service_phase",
                "1 for the phase that the service is in",
                labels.and("phase", status.phase()),
                1.0);
        addAlarms(families, labels, status);
        RecoveryTimes recovery = status.recovery();
        if (recovery != null) {
            recovery.phases()
                    .forEach((phase, took) -> families.add(
                            "signalbox_recovery_last_seconds",
                            "duration of each phase of the last move",
                            labels.and("phase", phase),
                            took.toMillis() / MILLIS));
        }
        List<ServiceStatus.Objective> objectives = status.objectives();
        if (objectives != null) {
            objectives.forEach(objective -> add(families, labels.and("objective", objective.name()), objective));
        }
        String mode = status.mode();
        if (mode != null) {
            families.add(
                    "signalbox_service_mode", "1 for the mode of the service's policy", labels.and("mode", mode), 1.0);
        }
    }

    /** One sample per code, since Prometheus refuses a scrape with duplicates. */
    private static void addAlarms(GaugeCollector families, Labels labels, ServiceStatus status) {
        var codes = new TreeSet<String>();
        status.alarms().forEach(alarm -> codes.add(alarm.code()));
        codes.forEach(code -> families.add(
                "signalbox_alarm_active", "1 for each alarm that needs a person", labels.and("code", code), 1.0));
    }

    private static void add(GaugeCollector families, Labels labels, ServiceStatus.Objective objective) {
        families.add(
                "signalbox_objective_limit_seconds",
                "the service's objective",
                labels,
                objective.limit().toMillis() / MILLIS);
        families.add(
                "signalbox_objective_actual_seconds",
                "what the last move achieved",
                labels,
                objective.actual().toMillis() / MILLIS);
        families.addUnlessZero(
                "signalbox_objective_missed",
                "1 if the last move missed the objective",
                labels,
                truth(!objective.met()));
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }
}
