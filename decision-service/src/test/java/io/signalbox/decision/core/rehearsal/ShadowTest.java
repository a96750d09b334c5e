package io.signalbox.decision.core.rehearsal;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.MAJORITY;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShadowTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Policy QUICK_HOME = policy(MAJORITY, Duration.ofMinutes(2));
    private static final Policy ALL_VOTES = policy(new Quorum(3, false), Duration.ofMinutes(10));
    private static final Policy ONE_VOTE = policy(new Quorum(1, false), Duration.ofMinutes(10));

    @Test
    void saysWhereItBegins() {
        var scene = new Scene(Scene.shadowed(POLICY, QUICK_HOME)).passes(MINUTE);
        assertThat(scene.entries("shadow-begins")).singleElement().satisfies(entry -> {
            assertThat(entry.service()).isEqualTo(ORDERS);
            assertThat(entry.reason().text()).contains("us-east-1");
        });
        assertThat(scene.entries("shadow-disagrees")).isEmpty();
    }

    @Test
    void wouldBeHomeSoonerAndSaysWhy() {
        var scene = new Scene(Scene.shadowed(POLICY, QUICK_HOME)).passes(MINUTE);
        scene.vantages.lose(EAST);
        scene.passes(MINUTE);
        assertThat(scene.entries("shadow-disagrees")).isEmpty();

        scene.vantages.repair(EAST);
        scene.passes(Duration.ofMinutes(3));
        assertThat(scene.active()).isEqualTo(WEST);
        assertThat(scene.entries("shadow-disagrees")).singleElement().satisfies(entry -> {
            assertThat(entry.reason().text())
                    .contains("would have the traffic at us-east-1 since 2026-01-01T00:04")
                    .contains("has been UP for 2m")
                    .contains("has it at us-west-2")
                    .contains("failback is due at");
            assertThat(entry.reason().facts()).containsEntry("shadow", "us-east-1");
        });
        assertThat(scene.entries("shadow-agrees")).isEmpty();

        scene.passes(Duration.ofMinutes(9));
        assertThat(scene.active()).isEqualTo(EAST);
        assertThat(scene.entries("shadow-agrees")).hasSize(1);
    }

    @Test
    void disagreesOnNothingThatItWouldNotMoveFor() {
        var scene = new Scene(Scene.shadowed(POLICY, ONE_VOTE)).passes(MINUTE);
        scene.vantages.blind(V1);
        scene.passes(MINUTE);
        assertThat(scene.moves).isEmpty();
        assertThat(scene.entries("shadow-disagrees")).isEmpty();
    }

    @Test
    void aQuorumThatCanStillBeHadWouldHaveMoved() {
        var scene = new Scene(Scene.shadowed(ALL_VOTES, POLICY)).passes(MINUTE);
        scene.vantages.silence(V1);
        scene.vantages.lose(EAST);
        scene.passes(MINUTE);
        assertThat(scene.active()).isEqualTo(EAST);
        assertThat(scene.entries("shadow-disagrees")).singleElement().satisfies(entry -> assertThat(
                        entry.reason().text())
                .contains("at us-west-2")
                .contains("2 say DOWN, 2 needed")
                .contains("us-east-1 is UNKNOWN"));
    }

    @Test
    void neverActsAndIsQuietWithoutAShadow() {
        var plain = new Scene(Orders.topology()).passes(MINUTE);
        var shadowed = new Scene(Scene.shadowed(POLICY, QUICK_HOME)).passes(MINUTE);
        for (Scene scene : new Scene[] {plain, shadowed}) {
            scene.vantages.lose(EAST);
            scene.passes(MINUTE);
            scene.vantages.repair(EAST);
            scene.passes(Duration.ofMinutes(15));
        }
        assertThat(shadowed.moves).isEqualTo(plain.moves);
        assertThat(plain.journal).noneMatch(entry -> entry.kind().startsWith("shadow"));
    }

    private static Policy policy(Quorum quorum, Duration stableFor) {
        return new Policy(
                quorum,
                new Failback(Failback.Mode.AUTO, stableFor, null),
                POLICY.whenAllDown(),
                POLICY.grace(),
                POLICY.planDeadline());
    }
}
