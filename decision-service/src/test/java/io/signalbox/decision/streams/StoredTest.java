package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.Codec;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Marks;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceMemory;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private static ServiceState stored(String name) throws IOException {
        return Stored.state(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = StoredTest.class.getResourceAsStream("/golden/state-" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"steady", "moving", "proving", "awaiting-leave", "stuck", "overridden"})
    void whatWasStoredFirstRemembersNothingAndKeepsAllElse(String name) throws IOException {
        ServiceState state = stored(name + "-v1");
        var old = Codec.mapper().readTree(bytes(name + "-v1"));
        assertThat(state.v()).isEqualTo(ServiceState.VERSION);
        assertThat(state.memory()).isEqualTo(ServiceMemory.NONE);
        var now = Codec.mapper().readTree(Codec.of(ServiceState.class).write(state));
        for (String field : List.of(
                "service",
                "version",
                "fence",
                "activeSince",
                "fenceSighted",
                "records",
                "verdicts",
                "reason",
                "since",
                "alarms",
                "recovery",
                "directives")) {
            assertThat(now.path(field)).as(field).isEqualTo(old.path(field));
        }
    }

    @Test
    void whatWasStoredSinceIsReadAsItIs() throws IOException {
        byte[] now = bytes("acting-v3");
        assertThat(Codec.mapper().readTree(Codec.of(ServiceState.class).write(Stored.state(now))))
                .isEqualTo(Codec.mapper().readTree(now));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acting",
                "adjusting",
                "asking",
                "awaiting-leave",
                "drill",
                "fence-fault",
                "hold-ended",
                "memory",
                "moving",
                "moving-described",
                "overridden",
                "proving",
                "ramp-undoing",
                "ramping",
                "re-adopt-proposed",
                "re-adopting",
                "retrying",
                "steady",
                "stuck",
                "through",
                "undoing"
            })
    void whatWasStoredBeforeThereWereMarksKeepsAll(String name) throws IOException {
        var old = (ObjectNode) Codec.mapper().readTree(bytes(name + "-v2"));
        var now = Codec.mapper().readTree(Codec.of(ServiceState.class).write(stored(name + "-v2")));
        assertThat(now).isEqualTo(old.put("v", ServiceState.VERSION));
    }

    @Test
    void whatOnlyThisCellKnewToBeCutOffHasAMark() throws IOException {
        var old = (ObjectNode) Codec.mapper().readTree(bytes("memory-v2"));
        ((ObjectNode) old.path("memory"))
                .putObject("reseed")
                .put("code", "reseed")
                .put("text", "us-west-2 was cut off")
                .putObject("facts")
                .put("site", "us-west-2");
        ServiceState state = Stored.state(Codec.mapper().writeValueAsBytes(old));
        assertThat(state.memory().marks()).isEqualTo(Marks.NONE.stale(WEST, 4));
    }

    @Test
    void aMoveBecomesAPlanOfOneStep() throws IOException {
        var moving = (Phase.Moving) stored("moving-v1").phase();
        Plan plan = moving.plan();
        assertThat(plan.to()).isEqualTo(WEST);
        assertThat(plan.deadline()).isEqualTo(plan.startedAt().plusSeconds(900));
        assertThat(plan.startedBy()).isNull();
        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.name()).isEqualTo("dns-switch");
            assertThat(step.task()).isInstanceOf(StepTask.Switch.class);
        });
        assertThat(moving.accepted()).isFalse();
        assertThat(moving.times()).isEqualTo(plan.times());
        assertThat(moving.ending()).isNull();
        assertThat(moving.progress())
                .containsExactly(new StepProgress.Running(
                        1,
                        0,
                        0,
                        THEN,
                        THEN.plusSeconds(6),
                        THEN.plusSeconds(30),
                        null,
                        Fence.settled(1, EAST, "m1-0", CELL),
                        Fence.settled(2, WEST, plan.id(), CELL),
                        Map.of(),
                        null));
    }

    @Test
    void aMoveThatWasAcceptedStaysAccepted() throws IOException {
        ServiceState state = stored("proving-v1");
        var moving = (Phase.Moving) state.phase();
        assertThat(moving.accepted()).isTrue();
        assertThat(moving.times().accepted()).isEqualTo(THEN);
        var running = (StepProgress.Running) moving.progress().getFirst();
        assertThat(running.token()).isEqualTo("C1");
        assertThat(running.next()).isEqualTo(state.fence());
        assertThat(running.lastDeadline()).isEqualTo(moving.plan().deadline());
    }

    @Test
    void whatHeldIsHeldOn() throws IOException {
        assertThat(stored("overridden-v1").holds().override().target()).isEqualTo(WEST);
        assertThat(stored("overridden-v1").holds().freeze()).isNull();
        assertThat(stored("awaiting-leave-v1").holds().freeze().who()).isEqualTo("ann");
        var waiting = (Phase.AwaitingLeave) stored("awaiting-leave-v1").phase();
        assertThat(waiting.to()).isEqualTo(WEST);
        assertThat(waiting.approvable()).isFalse();
    }

    @Test
    void whatWasStuckIsStuck() throws IOException {
        var stuck = (Phase.Stuck) stored("stuck-v1").phase();
        assertThat(stuck.progress()).containsExactly(new StepProgress.Failed(0, Map.of(), stuck.reason(), null, null));
        assertThat(stuck.reason().code()).isEqualTo("drift");
    }

    @Test
    void anAdoptionIsOneStepAsWell() throws IOException {
        String switching = new String(bytes("moving-v1"), StandardCharsets.UTF_8);
        String adopting = switching
                .replace("\"dns-switch\"", "\"dns-adopt\"")
                .replace(
                        "\"to\" : \"us-west-2\",\n        \"remove\"",
                        "\"preferred\" : \"us-east-1\", \"candidates\" : {},\n \"remove\"");
        var moving = (Phase.Moving)
                Stored.state(adopting.getBytes(StandardCharsets.UTF_8)).phase();
        assertThat(moving.plan().steps().getFirst().task())
                .isEqualTo(new StepTask.Adopt(
                        new StepArguments.DnsAdopt("example.com", "orders.example.com", EAST, Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"moving", "proving"})
    void theMachineGoesOnFromIt(String name) throws IOException {
        var brain = Brain.assumingConfirmed(Orders.topology(), CELL, FleetState.NEW, List.of(stored(name + "-v1")));
        Command command = sent(brain.tick(THEN.plusSeconds(7))).getFirst();
        assertThat(command.attempt()).isEqualTo(2);
        assertThat(command.expected().epoch()).isEqualTo(1);
        assertThat(command.next().epoch()).isEqualTo(2);
        var done = new StepOutcome.Done(((StepArguments.DnsSwitch) command.arguments()).create());
        brain.on(
                new ServiceEvent.Reported(new StepOutcome(
                        Outcome.VERSION,
                        command.service(),
                        command.plan(),
                        command.step(),
                        command.attempt(),
                        THEN.plusSeconds(8),
                        done,
                        command.next(),
                        Map.of())),
                THEN.plusSeconds(8));
        ServiceState state = state(brain.on(order(new Directive.Release()), THEN.plusSeconds(8)));
        assertThat(state.phase()).isEqualTo(new Phase.Steady());
        assertThat(state.active()).isEqualTo(WEST);
    }

    @Test
    void theMachineGoesOnFromWhatWasStuckOnceThatIsAcknowledged() throws IOException {
        var brain = Brain.assumingConfirmed(Orders.topology(), CELL, FleetState.NEW, List.of(stored("stuck-v1")));
        assertThat(sent(brain.tick(THEN.plusSeconds(60)))).isEmpty();
        List<Effect> effects = brain.on(order(new Directive.Acknowledge()), THEN.plusSeconds(61));
        assertThat(sent(effects))
                .singleElement()
                .satisfies(command -> assertThat(command.next().active()).isEqualTo(WEST));
    }

    @Test
    void anUnknownVersionIsRefusedAndNothingIsDecided() throws IOException {
        byte[] newer = new String(bytes("steady-v3"), StandardCharsets.UTF_8)
                .replaceFirst("\"v\" : 3", "\"v\" : 4")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Stored.state(newer))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("service state: version 4 is not known here, expected 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"v\": 1}", "{\"v\": 1, \"phase\": {\"is\": \"moving\"}}"})
    void whatIsNoStateIsRefusedAndNothingIsDecided(String garbage) {
        assertThatThrownBy(() -> Stored.state(garbage.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be read");
    }

    private static ServiceEvent order(Directive.Order order) {
        return new ServiceEvent.Directed(new Directive(
                Directive.VERSION, "x" + order.kind(), Orders.ORDERS, "ann", "because", THEN, null, order));
    }

    private static List<Command> sent(List<Effect> effects) {
        var commands = new ArrayList<Command>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send(Command command)) {
                commands.add(command);
            }
        }
        return commands;
    }

    private static ServiceState state(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.StoreService.class::isInstance)
                .map(effect -> ((Effect.StoreService) effect).state())
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
