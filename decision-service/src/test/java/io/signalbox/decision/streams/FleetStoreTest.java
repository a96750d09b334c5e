package io.signalbox.decision.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Topics;
import io.signalbox.decision.core.state.FleetState;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FleetStoreTest {

    @Test
    void theFreezeOfAllServicesIsReadWhereStageTwoStoresIt() {
        try (var stages = new StagesDriver()) {
            var freeze = new Directive(
                    Directive.VERSION,
                    "d1",
                    null,
                    "ann",
                    null,
                    "a release",
                    StagesDriver.BEGIN,
                    null,
                    new Directive.Freeze(null, null));
            stages.send(Topics.DIRECTIVES, Directive.EVERY_SERVICE, StagesDriver.DIRECTIVES.write(freeze));

            var stored = stages.output(FleetStore.topic("test")).readKeyValuesToList().stream()
                    .filter(record -> FleetStore.KEY.equals(record.key))
                    .map(record -> record.value)
                    .toList();

            FleetState fleet = FleetStore.read(stored.getLast());
            assertThat(Objects.requireNonNull(fleet.freeze()).who()).isEqualTo("ann");
        }
    }

    @Test
    void whatCannotBeReadIsNoFleetInWhichNothingHolds() {
        assertThat(catchThrowable(() -> FleetStore.read("{\"v\":99}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalStateException.class);
    }

    /** A record is added with each tick, and only what is in a closed segment is compacted. */
    @Test
    void whatAStartReadsIsCompactedWithinHours() {
        assertThat(DecisionTopology.store("any").logConfig())
                .containsEntry("segment.bytes", "4194304")
                .containsEntry("segment.ms", "3600000");
    }
}
