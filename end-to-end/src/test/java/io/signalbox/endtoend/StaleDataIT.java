package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two cells, of which one promotes the standby's database: the data left behind is stale to both, whatever happens to the fence. */
@Tag("long")
class StaleDataIT {

    private static final WorldPlan PLAN = WorldPlan.DEMO
            .withCells(new CellName("us-west-2"), new CellName("eu-west-1"))
            .withStableFor(Duration.ofSeconds(3));
    private static final String REGION = "us-west-2";
    private static final String PLANS = """
            plans:
              failover:
                - {name: db, to: [us-west-2], rds-promote: {region: us-west-2, instance: replica, maxLag: 5s}, unattended: true}
                - {dns-switch: {}}
              failback:
                - {dns-switch: {}}
            """;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.start(PLAN);
        stage.settle();
        Cloud cloud = stage.world().cloud();
        cloud.rds().putReplica(REGION, "replica", "primary");
        cloud.cloudWatch().putDatum(REGION, "AWS/RDS", "ReplicaLag", Map.of("DBInstanceIdentifier", "replica"), 1);
        stage.follow(PLANS);
        String digest = stage.world().topology().read().digest();
        stage.inEveryCell(status -> assertThat(status.topologyDigest()).isEqualTo(digest));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void isHeededByBothUntilReseededAndSurvivesAFenceThatIsRolledBack() {
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        assertThat(stage.world().cloud().rds().instance(REGION, "replica").source())
                .isEmpty();
        long promoted = mark().epoch();
        DecisionApi adopter = stage.api(stage.world().cells().stream()
                .filter(cell -> !cell.name().equals(stage.fence().cell()))
                .findFirst()
                .orElseThrow());

        stage.world().preferred().become(SiteMode.UP);
        assertStaysAway(promoted);
        assertThatThrownBy(() -> adopter.direct("override", Map.of("target", stage.home(), "why", "home is up again")))
                .hasMessageContaining("answered 409")
                .hasMessageContaining("target-stale-data");
        assertThatThrownBy(() -> reseed(adopter, promoted + 1))
                .hasMessageContaining("answered 409")
                .hasMessageContaining("no-such-mark");
        assertStaysAway(promoted);

        stage.world().zone().remember("home is stale");
        reseed(adopter, promoted);
        stage.awaitSettledAt(stage.home());
        stage.inEveryCell(status -> {
            assertThat(home(status).stale()).isNull();
            assertThat(status.fence()).isEqualTo(stage.fence());
        });

        Fence lost = stage.fence();
        stage.world().zone().rollBack("home is stale");
        stage.inEveryCell(
                status -> assertThat(status.alarms()).extracting(Reason::code).contains("fence-rolled-back"));
        adopter.direct("re-adopt", Map.of("why", "the provider has lost what it had accepted"));
        stage.awaitAnswer(stage.away());
        stage.inEveryCell(status -> {
            assertThat(status.fence()).isEqualTo(stage.fence());
            assertThat(status.alarms()).isEmpty();
        });
        assertThat(stage.fence().epoch()).isGreaterThan(lost.epoch());
        assertThat(stage.fence().active()).isEqualTo(new SiteName(stage.away()));
        assertThat(mark().epoch()).isGreaterThan(promoted);
        assertStaysAway(mark().epoch());

        reseed(adopter, mark().epoch());
        stage.awaitSettledAt(stage.home());
        stage.inEveryCell(status -> assertThat(home(status).stale()).isNull());
        stage.assertNeverWithoutAnAnswer();
    }

    /** Home is fit but for its data, and no cell goes there. */
    private static void assertStaysAway(long epoch) {
        stage.inEveryCell(status -> {
            assertThat(status.reason().code()).isEqualTo("failback-stale-data");
            assertThat(home(status).stale()).isNotNull().satisfies(stale -> {
                assertThat(stale.epoch()).isEqualTo(epoch);
                assertThat(stale.reason().code()).isEqualTo("stale-data");
            });
        });
        assertThat(stage.answer()).containsExactly(stage.world().second().address());
    }

    private static void reseed(DecisionApi api, long epoch) {
        api.direct("reseeded", Map.of("why", "follows the new writer", "site", stage.home(), "epoch", epoch));
    }

    private static Mark mark() {
        List<Mark> stale = Objects.requireNonNull(stage.fence().marks()).stale();
        assertThat(stale).extracting(Mark::site).containsExactly(new SiteName(stage.home()));
        return stale.getFirst();
    }

    private static ServiceStatus.Site home(ServiceStatus status) {
        return status.sites().stream()
                .filter(site -> site.name().value().equals(stage.home()))
                .findFirst()
                .orElseThrow();
    }
}
