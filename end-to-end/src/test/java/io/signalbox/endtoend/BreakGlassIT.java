package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kafka and every service are down, and a person switches at the DNS provider. Later all comes back. */
@Tag("long")
class BreakGlassIT {

    /** Longer than what the topology asks of a recovered site before traffic returns. */
    private static final Duration LONG_ENOUGH_FOR_A_FAILBACK = Duration.ofSeconds(15);

    @Test
    void theSwitchWorksAloneAndIsAdoptedAndReleased() {
        try (var stage = Stage.start(WorldPlan.DEMO.withStableFor(Duration.ofSeconds(3)))) {
            stage.settle();
            long epoch = stage.fence().epoch();
            var signalbox = CommandLine.atTheProvider(stage.world());
            stage.world().processes().forEach(ServiceProcess::kill);
            stage.world().cell().broker().kill();

            var switched = signalbox.run("switch", stage.world().service(), stage.away(), "--direct", "--yes");

            assertThat(switched.code()).as(switched.output()).isZero();
            stage.awaitAnswer(stage.away());
            assertThat(stage.fence().epoch()).isEqualTo(epoch + 1);
            assertThat(stage.fence().cell()).isEqualTo(new CellName("direct"));

            stage.world().cell().broker().start();
            stage.world().cell().broker().awaitReady();
            stage.world().processes().forEach(ServiceProcess::start);
            stage.world().processes().forEach(ServiceProcess::awaitReady);
            Stage.eventually().untilAsserted(() -> {
                assertThat(stage.status().active()).isEqualTo(new SiteName(stage.away()));
                assertThat(stage.status().override().target()).isEqualTo(new SiteName(stage.away()));
                assertThat(stage.verdicts()).containsOnly(Verdict.UP);
            });
            int flips = stage.flips();
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(LONG_ENOUGH_FOR_A_FAILBACK.multipliedBy(2))
                    .during(LONG_ENOUGH_FOR_A_FAILBACK)
                    .until(() -> stage.flips() == flips);

            var release = CommandLine.operating(stage.world())
                    .run("release", stage.world().service(), "--why", "all is back", "--wait");
            assertThat(release.code()).as(release.output()).isZero();
            stage.awaitSettledAt(stage.home());
            assertThat(stage.status().override()).isNull();
            stage.assertNeverWithoutAnAnswer();
        }
    }
}
