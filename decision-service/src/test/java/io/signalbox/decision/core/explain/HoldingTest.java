package io.signalbox.decision.core.explain;

import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Rehearsals;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scene begins at midnight UTC. */
class HoldingTest {

    private static final String AT_NIGHT = "00:00-01:00";
    private static final String BY_DAY = "12:00-13:00";

    private static Why.Held held(Why why, String code) {
        return why.held().stream()
                .filter(held -> held.reason().code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not in " + why.held()));
    }

    private static List<String> codes(Why why) {
        return why.held().stream().map(held -> held.reason().code()).toList();
    }

    @Test
    void aMaintenanceWindowOfTheServiceHoldsUntilItsEnd() {
        Why why = Scene.steady(new Given().maintenance(AT_NIGHT).topology()).why();
        Why.Held window = held(why, "maintenance");
        assertThat(window.reason().text()).startsWith("no automatic move begins in the maintenance window ");
        assertThat(window.endsWith()).isEqualTo("its end at 2026-01-01T01:00:00Z");
        assertThat(codes(
                        Scene.steady(new Given().maintenance(BY_DAY).topology()).why()))
                .isEmpty();
    }

    @Test
    void aMaintenanceWindowOfAllServicesHolds() {
        var governor = new GovernorSettings(null, null, List.of(TimeWindow.parse(AT_NIGHT)));
        Why why = Scene.steady(new Given().governor(governor).topology()).why();
        assertThat(codes(why)).containsExactly("maintenance");
    }

    @Test
    void theModesThatHoldSayWhatEndsThem() {
        assertThat(held(
                                Scene.steady(new Given().mode(Policy.Mode.OFF).topology())
                                        .why(),
                                "mode-off")
                        .endsWith())
                .isEqualTo("another mode, or an override");
        assertThat(held(
                                Scene.steady(new Given()
                                                .mode(Policy.Mode.APPROVE)
                                                .topology())
                                        .why(),
                                "approve")
                        .endsWith())
                .isEqualTo("an approver's word");
        assertThat(held(
                                Scene.steady(new Given()
                                                .mode(Policy.Mode.ADVISE)
                                                .topology())
                                        .why(),
                                "advise")
                        .endsWith())
                .isEqualTo("another mode");
    }

    @Test
    void anOverrideForATimeEndsWithThatTime() {
        Scene scene = Scene.steady(new Given().topology());
        Instant until = scene.now.plusSeconds(600);
        Why why = scene.orders(new Directive.Override(WEST, until, false, false))
                .runs(1)
                .why();
        assertThat(held(why, "override").endsWith()).isEqualTo("a release, or its end at " + until);
        assertThat(held(why, "override").reason().text()).isEqualTo("ann wants it on us-west-2: a migration");
    }

    @Test
    void aDrillIsNamedWithItsWayAndItsEnd() {
        Scene scene = Scene.steady(new Given().drill(Rehearsals.entry()).topology());
        Why why = scene.orders(Rehearsals.run(Rehearsals.FIRST)).runs(1).why();
        Why.Held drill = held(why, "drill");
        assertThat(drill.reason().text()).contains("a drill of ", ": from us-east-1 to us-west-2");
        assertThat(drill.endsWith()).startsWith("the drill being stopped");
    }
}
