package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
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
        return StoredStateReader.state(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = StoredTest.class.getResourceAsStream("/golden/state-" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    void whatWasStoredIsReadAsItIs() throws IOException {
        byte[] now = bytes("acting-v1");
        assertThat(Codec.mapper().readTree(Codec.of(ServiceState.class).write(StoredStateReader.state(now))))
                .isEqualTo(Codec.mapper().readTree(now));
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
                        Map.of(),
                        null)),
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
        byte[] newer = new String(bytes("steady-v1"), StandardCharsets.UTF_8)
                .replaceFirst("\"v\" : 1", "\"v\" : 2")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StoredStateReader.state(newer))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("service state: version 2 is not known here, expected 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"v\": 1}", "{\"v\": 1, \"phase\": {\"is\": \"moving\"}}"})
    void whatIsNoStateIsRefusedAndNothingIsDecided(String garbage) {
        assertThatThrownBy(() -> StoredStateReader.state(garbage.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be read");
    }

    private static ServiceEvent order(Directive.Order order) {
        return new ServiceEvent.Directed(new Directive(
                Directive.VERSION, "x" + order.kind(), Orders.ORDERS, "ann", null, "because", THEN, null, order));
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
