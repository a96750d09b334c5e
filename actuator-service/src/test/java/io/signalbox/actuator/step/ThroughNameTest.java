package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments.DnsSwitch;
import io.signalbox.contract.step.Through;
import io.signalbox.sandbox.process.Ports;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThroughNameTest {

    private static final Fence OLD = fence(17, EAST, "p17");
    private static final Fence NEW = fence(18, WEST, "p18");

    private final World world = new World().undescribed();
    private final StepDispatcher steps = world.steps();
    private final int port = Ports.freeOn(List.of(WEST_ADDRESS));
    private final DemoSite site = DemoSite.start("us-west-2", WEST_ADDRESS, port);

    private void atEast() {
        world.seed(records(EAST), record(OLD));
    }

    @AfterEach
    void close() {
        site.close();
        world.close();
    }

    private Through healthz() {
        return new Through(
                port, false, new Through.Request("GET", "/healthz", List.of(new Through.Statuses(200, 299))));
    }

    private static Command move(Through through, List<RecordSet> remove, List<RecordSet> create) {
        return command(OLD, NEW, new DnsSwitch(ZONE, HOSTNAME, WEST, remove, create, through, null, null));
    }

    private static Command move(Through through) {
        return move(through, records(EAST), records(WEST));
    }

    /** The attempt that looks at the answers. */
    private StepOutcome settled(Command command) {
        var begun = (InProgress) steps.attempt(command).result();
        return steps.attempt(again(command, begun.token()));
    }

    private StepOutcome next(Command command, StepOutcome last) {
        return steps.attempt(again(command, ((InProgress) last.result()).token()));
    }

    @Test
    void isDoneWhenTheServiceAnswersThroughItsName() {
        atEast();
        var outcome = settled(move(healthz()));

        assertThat(outcome.result()).isInstanceOf(Done.class);
        assertThat(outcome.timings()).containsKeys("insync", "answered", "reached");
        assertThat(outcome.timings().get("reached"))
                .isAfterOrEqualTo(outcome.timings().get("answered"));
    }

    @Test
    void isUnderWayAndSaysWhyAsLongAsTheServiceDoesNotAnswerAndKeepsTheSwitch() {
        atEast();
        site.become(SiteMode.ERROR);
        Command move = move(healthz());

        var waiting = settled(move);

        assertThat(waiting.result()).isInstanceOfSatisfying(InProgress.class, progress -> {
            assertThat(progress.accepted()).isTrue();
            assertThat(progress.detail()).contains("all name servers answer", WEST_ADDRESS + ":" + port, "500");
        });
        assertThat(waiting.timings()).containsKey("answered").doesNotContainKey("reached");
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));
        site.become(SiteMode.UP);
        assertThat(next(move, waiting).result()).isInstanceOf(Done.class);
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void keepsItsTimeWithASiteThatNeverAnswers() {
        atEast();
        site.become(SiteMode.HANG);
        long begin = System.nanoTime();

        var outcome = settled(move(healthz()));

        assertThat(outcome.result()).isInstanceOf(InProgress.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isLessThan(StepExecutor.LIMIT.multipliedBy(2).plusSeconds(2));
    }

    @Test
    void aConnectionIsEnoughWhereTheProbeIsOne() {
        atEast();
        site.become(SiteMode.HANG);

        assertThat(settled(move(new Through(port, false, null))).timings()).containsKey("reached");
    }

    @Test
    void isDoneWithoutATryWhereThereIsNoProbe() {
        atEast();
        site.become(SiteMode.REFUSE);

        var outcome = settled(move(null));

        assertThat(outcome.result()).isInstanceOf(Done.class);
        assertThat(outcome.timings()).containsKey("answered").doesNotContainKey("reached");
    }

    @Test
    void followsAnotherNameOfTheZone() {
        var target =
                new RecordSet("west." + ZONE, RecordType.A, 60L, null, null, List.of(WEST_ADDRESS), null, null, null);
        var before = canonical("east." + ZONE);
        var after = canonical("west." + ZONE);
        world.seed(List.of(target));
        world.seed(before, record(OLD));

        assertThat(settled(move(healthz(), before, after)).timings()).containsKey("reached");
    }

    private static List<RecordSet> canonical(String name) {
        return List.of(new RecordSet(HOSTNAME, RecordType.CNAME, 60L, null, null, List.of(name), null, null, null));
    }

    @Test
    void goesWhereAnAliasIsAnsweredTo() {
        atEast();
        var target = new RecordSet(
                "lb.west." + ZONE, RecordType.A, 60L, null, null, List.of(WEST_ADDRESS), null, null, null);
        world.seed(List.of(target));
        var alias = new RecordSet(
                HOSTNAME,
                RecordType.A,
                null,
                "us-west-2",
                100L,
                List.of(),
                new RecordSet.AliasTarget("lb.west." + ZONE, world.zone.id()),
                null,
                null);

        assertThat(settled(move(healthz(), records(EAST), List.of(alias))).timings())
                .containsKey("reached");
    }
}
