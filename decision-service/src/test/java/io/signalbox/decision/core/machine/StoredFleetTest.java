package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.StoredFormatTest.published;
import static io.signalbox.decision.core.machine.StoredFormatTest.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.Directive;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.decision.core.state.FleetState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored of all services together is read for as long as what is stored of each. */
class StoredFleetTest {

    private static final Codec<FleetState> FLEETS = Codec.of(FleetState.class);

    /** The brake is on and a person has taken it off; all is frozen; two moves have begun. */
    private static FleetState fleet() {
        var settings = new GovernorSettings(
                new GovernorSettings.Velocity(5, Duration.ofMinutes(10)),
                new GovernorSettings.Brake(2, 0, Duration.ofMinutes(2)),
                List.of());
        Story story =
                new Given().notThroughTheName().services(3).governor(settings).story();
        story.sees(EAST, Verdict.DOWN).about(Given.service(2)).sees(EAST, Verdict.DOWN);
        story.sees(WEST, Verdict.DOWN).about(Given.service(1)).sees(WEST, Verdict.DOWN);
        story.ordersForAll(new Directive.Approve(null, story.now.plusSeconds(60)));
        return story.ordersForAll(new Directive.Freeze(story.now.plusSeconds(30), true))
                .fleet();
    }

    @Test
    void theFleetIsWrittenAsPublished() throws IOException {
        assertThat(tree(FLEETS.write(fleet()))).isEqualTo(tree(published("fleet-held-v1.json")));
    }

    @Test
    void theFleetIsReadAsItWas() throws IOException, UnreadableException {
        assertThat(FLEETS.read(published("fleet-held-v1.json"))).isEqualTo(fleet());
    }

    @Test
    void theFleetOfBeforeThereWasABrakeIsRead() throws IOException, UnreadableException {
        FleetState fleet = FLEETS.read(published("fleet-frozen-v1.json"));
        assertThat(fleet.freeze().who()).isEqualTo("ann");
        assertThat(fleet.freeze().holdsPlans()).isFalse();
        assertThat(fleet.brake()).isNull();
        assertThat(fleet.starts()).isEmpty();
        assertThat(fleet.directives()).containsExactly("d1");
    }

    @Test
    void aFleetOfAnUnknownVersionIsRefused() {
        byte[] newer = "{\"v\": 2, \"version\": 0, \"directives\": []}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> FLEETS.read(newer))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("version 2 is not known here");
    }
}
