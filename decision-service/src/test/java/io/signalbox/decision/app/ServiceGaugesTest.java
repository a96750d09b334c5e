package io.signalbox.decision.app;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.ServiceStatus.DrillReport;
import io.signalbox.contract.ServiceStatus.Objective;
import io.signalbox.contract.ServiceStatus.Plan;
import io.signalbox.contract.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation")
class ServiceGaugesTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Reason WHY = Reason.of("active-up", "us-east-1 is UP");
    private static final Objective MET =
            new Objective("detection", Duration.ofMinutes(1), Duration.ofMillis(1_500), true);
    private static final Objective MISSED =
            new Objective("recovery", Duration.ofMinutes(2), Duration.ofMinutes(3), false);

    private static ServiceStatus status(DrillReport drill, List<Objective> objectives) {
        return status("steady", List.of(), null, null, drill, objectives);
    }

    private static ServiceStatus status(
            String phase,
            List<Reason> alarms,
            RecoveryTimes recovery,
            Plan plan,
            DrillReport drill,
            List<Objective> objectives) {
        return new ServiceStatus(
                ServiceStatus.VERSION,
                ORDERS,
                CELL,
                "orders.example.com",
                1,
                phase,
                NOON,
                EAST,
                null,
                3,
                null,
                WHY,
                alarms,
                List.of(),
                null,
                null,
                recovery,
                "d1",
                null,
                plan,
                null,
                null,
                drill,
                null,
                null,
                null,
                objectives);
    }

    private static List<String> samples(String family, ServiceStatus status, boolean brief) {
        var families = new GaugeCollector(brief);
        ServiceGauges.add(families, status, NOON);
        return families.done().stream()
                .flatMap(each -> each.samples.stream())
                .filter(sample -> sample.name.equals(family))
                .map(sample -> sample.labelValues + " " + sample.value)
                .toList();
    }

    @Test
    void eachObjectiveIsToldBesideWhatTheLastMoveAchieved() {
        ServiceStatus status = status(null, List.of(MET, MISSED));

        assertThat(samples("signalbox_objective_limit_seconds", status, false))
                .containsExactly("[orders, detection] 60.0", "[orders, recovery] 120.0");
        assertThat(samples("signalbox_objective_actual_seconds", status, false))
                .containsExactly("[orders, detection] 1.5", "[orders, recovery] 180.0");
        assertThat(samples("signalbox_objective_missed", status, false))
                .containsExactly("[orders, detection] 0.0", "[orders, recovery] 1.0");
    }

    @Test
    void amongVeryManyServicesOnlyMissedObjectivesAreTold() {
        assertThat(samples("signalbox_objective_missed", status(null, List.of(MET, MISSED)), true))
                .containsExactly("[orders, recovery] 1.0");
    }

    @Test
    void eachAlarmIsToldOnceByItsCode() {
        List<Reason> alarms = List.of(
                Reason.of("stuck", "one step"),
                Reason.of("fence-gone", "no fence"),
                Reason.of("stuck", "another step"));

        assertThat(samples("signalbox_alarm_active", status("stuck", alarms, null, null, null, null), true))
                .containsExactly("[orders, fence-gone] 1.0", "[orders, stuck] 1.0");
        assertThat(samples("signalbox_alarm_active", status(null, null), false)).isEmpty();
    }

    @Test
    void thePhasesOfTheLastMoveAreToldAsFarAsTheyAreKnown() {
        var times = new RecoveryTimes(
                NOON, NOON.plusMillis(1_500), NOON.plusSeconds(2), NOON.plusSeconds(5), null, null, null);

        assertThat(samples(
                        "signalbox_recovery_last_seconds", status("steady", List.of(), times, null, null, null), true))
                .containsExactly("[orders, detection] 1.5", "[orders, decision] 0.5", "[orders, actuation] 3.0");
    }

    @Test
    void theDeadlineOfAPlanIsToldWhileThePlanHasToEndByIt() {
        var plan = new Plan("p4", "failover", EAST, WEST, NOON, NOON.plusSeconds(900), List.of());
        String family = "signalbox_plan_deadline_timestamp_seconds";

        assertThat(samples(family, status("moving", List.of(), null, plan, null, null), false))
                .containsExactly("[orders] " + (NOON.getEpochSecond() + 900.0));
        assertThat(samples(family, status("stuck", List.of(), null, plan, null, null), false))
                .isEmpty();
        assertThat(samples(family, status(null, null), false)).isEmpty();
    }

    @Test
    void theLastDrillIsTold() {
        var failed = new DrillReport("monthly", "aborted", EAST, WEST, NOON, NOON, null, null, WHY);

        assertThat(samples("signalbox_drill_last_succeeded", status(failed, null), false))
                .containsExactly("[orders] 0.0");
        assertThat(samples("signalbox_drill_last_succeeded", status(null, null), false))
                .isEmpty();
    }
}
