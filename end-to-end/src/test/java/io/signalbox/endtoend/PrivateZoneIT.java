package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.WorldPlan;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service of a private zone moves, proved by the resolver of its network; the public zone of the same name stays as it is. */
@Tag("long")
class PrivateZoneIT {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.start(WorldPlan.DEMO.withRouting(WorldPlan.PRIVATE));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** The fence in the private zone. A resolver keeps the answer that there was none. */
    private static String stored() {
        return stage.world()
                .zone()
                .accepted()
                .named(Fence.recordName(stage.world().hostname()))
                .toString();
    }

    @Test
    void trafficMovesInThePrivateZoneOnly() {
        HostedZone open = stage.world().route53().zones().stream()
                .filter(zone -> !zone.isPrivate())
                .findFirst()
                .orElseThrow();
        var before = List.copyOf(open.accepted().all());
        stage.awaitSettledAt(stage.home());
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.verdicts()).containsOnly(Verdict.UP);
            assertThat(stored()).contains(stage.status().fence().text());
        });
        Fence first = stage.status().fence();

        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        assertThat(stage.status().fence().epoch()).isEqualTo(first.epoch() + 1);

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        Stage.eventually().untilAsserted(() -> assertThat(stored())
                .contains(stage.status().fence().text()));
        assertThat(stage.status().alarms()).isEmpty();
        assertThat(List.copyOf(open.accepted().all())).isEqualTo(before);
        stage.assertNeverWithoutAnAnswer();
    }
}
