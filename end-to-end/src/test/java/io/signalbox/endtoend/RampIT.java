package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.sites.SiteMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Traffic in parts: planned moves that begin with a few percent, a standby that is kept warm, and a TTL that is lower away. */
@Tag("long")
@ExtendWith(SharedStage.class)
class RampIT {

    /** As the name server has them. */
    private static List<ResourceRecordSet> records(Stage stage) {
        return stage
                .world()
                .zone()
                .published()
                .named(ResourceRecordSet.canonical(stage.world().hostname()))
                .stream()
                .filter(ResourceRecordSet::isTraffic)
                .toList();
    }

    /** What each site has of the traffic; nothing is left out but sites that have none. */
    private static Map<String, Long> weights(Stage stage) {
        return records(stage).stream()
                .filter(ResourceRecordSet::serves)
                .collect(Collectors.toMap(ResourceRecordSet::setIdentifier, ResourceRecordSet::weight));
    }

    private static void awaitWeights(Stage stage, Map<String, Long> weights) {
        Stage.eventually().untilAsserted(() -> assertThat(weights(stage)).isEqualTo(weights));
    }

    private static void override(Stage stage) {
        stage.order("override", Map.of("target", stage.away(), "why", "a new release is there"));
    }

    @Test
    void aPlannedMoveBeginsWithAPartThatIsWatched(Stage stage) {
        stage.follow("""
                plans:
                  switchover: [{dns-switch: {ramp: [{percent: 20, for: 5s}, {percent: 50, for: 5s}]}}]
                """);
        long version = stage.status().version();
        override(stage);

        awaitWeights(stage, Map.of(stage.home(), 80L, stage.away(), 20L));
        assertThat(stage.fence().active()).isEqualTo(new SiteName(stage.home()));
        awaitWeights(stage, Map.of(stage.home(), 50L, stage.away(), 50L));
        assertThat(stage.status().warm().percent()).isGreaterThanOrEqualTo(20);
        stage.awaitAnswer(stage.away());
        awaitWeights(stage, Map.of(stage.away(), 100L));
        stage.awaitSettledAt(stage.away());
        assertThat(stage.fence().split()).isNull();
        assertThat(stage.journalSince(version)).contains("claimed", "ramp", "change-accepted", "move-done");
    }

    @Test
    void aCanaryThatFailsLosesItsPart(Stage stage) {
        stage.follow("""
                plans:
                  switchover: [{dns-switch: {ramp: [{percent: 30, for: 10m}]}}]
                """);
        long version = stage.status().version();
        override(stage);
        awaitWeights(stage, Map.of(stage.home(), 70L, stage.away(), 30L));

        stage.world().second().become(SiteMode.REFUSE);
        awaitWeights(stage, Map.of(stage.home(), 100L));
        stage.awaitSettledAt(stage.home());
        assertThat(stage.fence().split()).isNull();
        assertThat(stage.journalSince(version))
                .contains("ramp", "move-abandoned")
                .doesNotContain("move-done");
    }

    @Test
    void aStandbyThatIsKeptWarmLosesItsPartWhenItFailsAndGetsItAgain(Stage stage) {
        stage.followDns("preWarm: 20");
        var warm = Map.of(stage.home(), 80L, stage.away(), 20L);
        awaitWeights(stage, warm);
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().warm().site()).isEqualTo(new SiteName(stage.away())));

        stage.world().second().become(SiteMode.REFUSE);
        awaitWeights(stage, Map.of(stage.home(), 100L));
        stage.awaitSettledAt(stage.home());
        assertThat(stage.status().warm().site()).isNull();

        stage.world().second().become(SiteMode.UP);
        awaitWeights(stage, warm);
        stage.world().preferred().become(SiteMode.REFUSE);
        awaitWeights(stage, Map.of(stage.away(), 100L));
        stage.world().preferred().become(SiteMode.UP);
        stage.world().topology().restore();
        awaitWeights(stage, Map.of(stage.home(), 100L));
    }

    @Test
    void awayFromHomeTheTtlIsLower(Stage stage) {
        stage.followDns("degradedTtl: 20s");
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        assertThat(records(stage)).extracting(ResourceRecordSet::ttl).containsOnly(20L);

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        assertThat(records(stage)).extracting(ResourceRecordSet::ttl).containsOnly(60L);
    }
}
