package io.signalbox.decision.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DueRunsTest {

    private static final Instant FIRST = Instant.parse("2026-01-05T00:05:00Z");
    private static final Instant SECOND = Instant.parse("2026-02-02T00:05:00Z");

    private final Topology topology = topology("first Monday 00:05");
    private final DueRuns runs = new DueRuns();

    private static Topology topology(String rule) {
        Service plain = Orders.service(Orders.POLICY);
        var drill = new Drill(
                "monthly",
                Objects.requireNonNull(Schedule.parse(rule)),
                null,
                Duration.ofMinutes(30),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        var service = new Service(
                plain.name(),
                plain.hostname(),
                plain.dns(),
                plain.sites(),
                plain.policy(),
                null,
                Plans.NONE,
                List.of(drill),
                List.of(),
                Reporting.NONE);
        return new Topology(
                Orders.topology().cells(),
                Orders.VANTAGES,
                List.of(),
                List.of(service),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "d1");
    }

    @Test
    void aRunIsDueFromItsMomentUntilItIsOrdered() {
        DueRuns.Run former = runs.due(topology, FIRST.minusSeconds(1)).getFirst();
        assertThat(former.scheduledFor()).isBefore(FIRST);
        runs.ordered(former);

        assertThat(runs.due(topology, FIRST.minusSeconds(1))).isEmpty();
        DueRuns.Run due = runs.due(topology, FIRST).getFirst();
        assertThat(due.scheduledFor()).isEqualTo(FIRST);
        assertThat(runs.due(topology, FIRST.plusSeconds(60))).containsExactly(due);
        runs.ordered(due);
        assertThat(runs.due(topology, FIRST.plusSeconds(60))).isEmpty();
    }

    @Test
    void eachRunComesOnceWhileTheProcessLives() {
        runs.due(topology, FIRST).forEach(runs::ordered);
        assertThat(runs.due(topology, SECOND.minusSeconds(1))).isEmpty();
        assertThat(runs.due(topology, SECOND))
                .extracting(DueRuns.Run::scheduledFor)
                .containsExactly(SECOND);
    }

    @Test
    void aRunThatWasOrderedByAClockAheadIsOrderedAgainInTime() {
        runs.due(topology, FIRST.minusSeconds(60)).forEach(runs::ordered);
        runs.due(topology, FIRST.plusSeconds(60)).forEach(runs::ordered);

        runs.due(topology, FIRST.minusSeconds(30)).forEach(runs::ordered);
        assertThat(runs.due(topology, FIRST.minusSeconds(29))).isEmpty();
        assertThat(runs.due(topology, FIRST))
                .extracting(DueRuns.Run::scheduledFor)
                .containsExactly(FIRST);
    }

    @Test
    void afterARestartTheLatestIsOrderedAgainUnderTheSameId() {
        String before = runs.due(topology, FIRST).getFirst().id();
        String after =
                new DueRuns().due(topology, FIRST.plusSeconds(90)).getFirst().id();
        assertThat(after).isEqualTo(before).isEqualTo("drill-orders-monthly-" + FIRST.getEpochSecond());
    }

    @Test
    void aChangedRuleIsAnotherEntry() {
        runs.due(topology, FIRST).forEach(runs::ordered);
        assertThat(runs.due(topology("last Friday 22:00"), FIRST.plusSeconds(60)))
                .extracting(DueRuns.Run::scheduledFor)
                .containsExactly(Instant.parse("2025-12-26T22:00:00Z"));
    }
}
