package io.signalbox.contract.topology.reader.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.Webhook;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Plans.Stage;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.time.DateRange;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aPersonIsAskedForAsLongAsThePlanHasUnlessItIsSaidOtherwise() {
        String text = Yaml.fullWith("[{wait-healthy: {}}, {dns-switch: {}}]", "[%s, {dns-switch: {}}]");

        assertThat(Yaml.service(text.formatted("{approve: {question: \"go on?\"}}"))
                        .plans()
                        .of(Name.SWITCHOVER)
                        .getFirst())
                .isEqualTo(stage("approve", new Work.Approve("go on?"), MINUTE.multipliedBy(20)));
        assertThat(Yaml.service(text.formatted("{approve: {question: \"go on?\"}, deadline: 2m}"))
                        .plans()
                        .of(Name.SWITCHOVER)
                        .getFirst())
                .isEqualTo(stage("approve", new Work.Approve("go on?"), MINUTE.multipliedBy(2)));
        assertThat(Yaml.problems(text.formatted("{approve: {question: \"go on?\"}, onFailure: continue}")))
                .singleElement()
                .asString()
                .endsWith("plans.switchover[0].onFailure: expected abort, rollback or ask for a question: silence is no"
                        + " consent, got \"continue\"");
    }

    @Test
    void readsARamp() {
        String ramp = "[{wait-healthy: {}}, {dns-switch: {ramp: [{percent: 10, for: 2m}, {percent: 50, for: 30s}]}}]";
        Stage last = Yaml.service(Yaml.fullWith("[{wait-healthy: {}}, {dns-switch: {}}]", ramp))
                .plans()
                .of(Name.SWITCHOVER)
                .getLast();

        assertThat(last.steps().getFirst().work())
                .isEqualTo(new Work.Switch(List.of(
                        new Work.Switch.Ramp(10, MINUTE.multipliedBy(2)),
                        new Work.Switch.Ramp(50, Duration.ofSeconds(30)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{percent: 10, for: 20m}] | dns-switch: expected less than the step's deadline, which is 20m, got 20m",
                "[] | dns-switch.ramp: expected at least one item, got an empty list",
                "[{percent: 100, for: 1m}] | dns-switch.ramp[0].percent: expected a number from 1 to 99, got \"100\"",
                "[{percent: 10}] | dns-switch.ramp[0].for: expected a duration from 1ms to 24h such as 500ms, 5s, 10m"
                        + " or 1h, got nothing",
                "[{percent: 10, for: 1m}, {percent: 10, for: 1m}] | dns-switch.ramp[1].percent: expected more than the"
                        + " 10 of the stage before, got \"10\"",
            })
    void aRampThatMakesNoSenseIsAnError(String ramp, String problem) {
        String plan = "[{wait-healthy: {}}, {dns-switch: {ramp: " + ramp + "}}]";

        assertThat(Yaml.problems(Yaml.fullWith("[{wait-healthy: {}}, {dns-switch: {}}]", plan)))
                .singleElement()
                .asString()
                .contains("services.orders.plans.switchover[1]." + problem);
    }

    @Test
    void aFailoverAndASwitchWithoutWeightsHaveNoRamp() {
        String ramp = "{dns-switch: {ramp: [{percent: 10, for: 1m}]}}";

        assertThat(Yaml.problems(Yaml.fullWith("{dns-switch: {}, retries: 3, onFailure: rollback}", ramp)))
                .singleElement()
                .asString()
                .endsWith("plans.failover[5].dns-switch.ramp: expected none in the failover plan: what is left there is"
                        + " DOWN");
        assertThat(Yaml.problems(Yaml.fullWith("[{wait-healthy: {}}, {dns-switch: {}}]", "[" + ramp + "]")
                        .replace("dns: {zone: example.com}", "dns: {zone: example.com, routing: simple}")))
                .singleElement()
                .asString()
                .endsWith(
                        "dns-switch.ramp: expected none, since dns.routing is simple: only weights split the traffic");
        String failover = Yaml.fullWith("[{wait-healthy: {}}, {dns-switch: {}}]", "[" + ramp + "]");
        assertThat(Yaml.problems(
                        failover.replace("dns: {zone: example.com}", "dns: {zone: example.com, routing: failover}")))
                .anySatisfy(problem -> assertThat(problem)
                        .endsWith("plans.switchover[0].dns-switch.ramp: expected none, since dns.routing is failover:"
                                + " only weights split the traffic"));
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

    @Test
    void aDrillOfCapacityNeedsAStepThatSetsOneBeforeTheSwitch() {
        String size = "ssm-put: {region: us-west-2, name: /orders/size, value: \"6\"}";
        String scale = "to: [us-west-2], ecs-scale: {region: us-west-2, cluster: a, service: b, desired: 6}";
        String drilled =
                Yaml.fullWith("lasts: 5m}", "lasts: 5m, kind: capacity}").replace(size, scale);

        var service = Yaml.service(drilled);
        assertThat(service.drills()).extracting(Drill::kind).containsExactly(Drill.Kind.TRAFFIC, Drill.Kind.CAPACITY);
        assertThat(service.plans().capacitySteps(WEST)).extracting(Step::name).containsExactly("size");
        assertThat(service.plans().capacity(WEST))
                .flatExtracting(Stage::steps)
                .extracting(Step::name)
                .containsExactly("size", "wait-healthy");
        assertThat(service.plans().capacitySteps(new SiteName("us-east-1"))).isEmpty();
    }

    private static Stage stage(String name, Work work, Duration deadline) {
        return Stage.of(new Step(name, work, deadline, null, OnFailure.ABORT, List.of()));
    }
}
