package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.ProbeName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.StepArguments.SsmPut;
import io.signalbox.contract.StepArguments.Webhook;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Plans.Stage;
import io.signalbox.contract.topology.Step.OnFailure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlansReaderTest {

    private static final SiteName WEST = new SiteName("us-west-2");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void readsEveryKindOfStep() {
        assertThat(Yaml.service(Yaml.FULL).plans().of(Name.FAILOVER))
                .containsExactly(
                        new Stage(List.of(
                                new Step(
                                        "size",
                                        new Work.Act(new SsmPut("us-west-2", "/orders/size", "6")),
                                        Step.DEADLINE,
                                        2,
                                        OnFailure.ABORT,
                                        List.of()),
                                new Step(
                                        "tell",
                                        new Work.Act(new Webhook("https://hooks.example.com/a", "HOOK")),
                                        Step.DEADLINE,
                                        null,
                                        OnFailure.CONTINUE,
                                        List.of()))),
                        stage("wait-healthy", new Work.WaitHealthy(Duration.ofSeconds(10)), MINUTE.multipliedBy(2)),
                        Stage.of(new Step(
                                "wait-lag",
                                new Work.WaitLag(new ProbeName("lag")),
                                Step.DEADLINE,
                                null,
                                OnFailure.ASK,
                                List.of(WEST))),
                        stage("approve", new Work.Approve("go on?"), MINUTE.multipliedBy(20)),
                        stage("pause", new Work.Pause(MINUTE.multipliedBy(6)), MINUTE.multipliedBy(11)),
                        Stage.of(new Step(
                                "dns-switch", new Work.Switch(), Step.DEADLINE, 3, OnFailure.ROLLBACK, List.of())));
    }

    @Test
    void aWayHomePutsBackWhatTheFailoverChanged() {
        assertThat(Yaml.service(Yaml.FULL).plans().of(Name.FAILBACK))
                .containsExactly(Stage.of(Step.SWITCH), stage("size-again", new Work.Restore("size"), Step.DEADLINE));
    }

    @Test
    void whatIsNotGivenIsTheNextBestPlan() {
        Plans none = Yaml.service(Yaml.VALID).plans();
        Plans full = Yaml.service(Yaml.FULL).plans();
        Plans withoutDrill = Yaml.service(Yaml.fullWith("      drill: [{name: go, dns-switch: {}}]\n", ""))
                .plans();

        assertThat(none.of(Name.DRILL)).isEqualTo(Plans.SWITCH_ALONE);
        assertThat(full.of(Name.DRILL)).isNotEqualTo(full.of(Name.SWITCHOVER));
        assertThat(withoutDrill.of(Name.DRILL)).isEqualTo(full.of(Name.SWITCHOVER));
    }

    @Test
    void noStepOutlivesItsPlan() {
        String text = Yaml.with(
                "quorum: majority, failback: {mode: auto, stableFor: 10m}}",
                "planDeadline: 30s}\n    plans: {failover: [{wait-healthy: {for: 20s}}, {dns-switch: {}}]}");

        assertThat(Yaml.service(text).plans().of(Name.FAILOVER).getFirst())
                .isEqualTo(stage("wait-healthy", new Work.WaitHealthy(Duration.ofSeconds(20)), Duration.ofSeconds(30)));
    }

    @Test
    void readsDrills() {
        assertThat(Yaml.service(Yaml.FULL).drills())
                .containsExactly(
                        new Drill(
                                "monthly",
                                Objects.requireNonNull(Schedule.parse("first Monday 00:05 UTC")),
                                WEST,
                                MINUTE.multipliedBy(30),
                                List.of(Objects.requireNonNull(TimeWindow.parse("Mon-Fri 08:00-18:00"))),
                                List.of(
                                        Objects.requireNonNull(DateRange.parse("2026-12-20..2027-01-06")),
                                        Objects.requireNonNull(DateRange.parse("2027-04-02 Europe/Berlin"))),
                                List.of(new ProbeName("lag"), new ProbeName("ready")),
                                List.of(new Webhook("http://hooks.example.com:8080/drills", null))),
                        new Drill(
                                "weekly",
                                Objects.requireNonNull(Schedule.parse("0 0 3 ? * TUE")),
                                null,
                                MINUTE.multipliedBy(5),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()));
    }

    private static Stage stage(String name, Work work, Duration deadline) {
        return Stage.of(new Step(name, work, deadline, null, OnFailure.ABORT, List.of()));
    }
}
