package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class StandbyIT {

    private static final Duration BUDGET = Duration.ofSeconds(10);

    /** In a zone with simple records: the other kind than everywhere else. */
    @Test
    void theStandbyDecidesWithinTenSecondsOfTheActiveInstancesDeath() {
        try (var stage = Stage.start(WorldPlan.DEMO.withDecisions(2).withRouting("simple"))) {
            Stage.eventually().untilAsserted(() -> {
                assertThat(stage.status().phase()).isEqualTo("steady");
                assertThat(stage.verdicts()).containsOnly(Verdict.UP);
            });
            assertThat(stage.flips()).as("changes of the answer by adoption").isZero();
            var decisions = stage.world().cell().decisions();
            ServiceProcess active = decisions.stream()
                    .filter(each -> each.output().contains("adopted service="))
                    .findFirst()
                    .orElseThrow();
            ServiceProcess standby = decisions.stream()
                    .filter(each -> each != active)
                    .findFirst()
                    .orElseThrow();
            Stage.eventually().until(standby::ready);

            stage.world().preferred().become(SiteMode.REFUSE);
            Instant death = Instant.now();
            active.kill();
            stage.awaitAnswer(stage.away());
            var api = new DecisionApi(
                    standby.uri(),
                    stage.world().operator().token(),
                    stage.world().service());
            Stage.eventually().untilAsserted(() -> assertThat(api.journal(50))
                    .filteredOn(entry -> entry.kind().equals("move-started"))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(Duration.between(death, entry.at())).isLessThan(BUDGET)));
            stage.assertNeverWithoutAnAnswer();
        }
    }
}
