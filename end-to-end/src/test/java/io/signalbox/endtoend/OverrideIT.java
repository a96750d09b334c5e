package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.sites.SiteMode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("long")
@ExtendWith(SharedStage.class)
class OverrideIT {

    /** Longer than what the topology asks of a recovered site before traffic returns. */
    private static final Duration LONG_ENOUGH_FOR_A_FAILBACK = Duration.ofSeconds(6);

    @Test
    void movesTrafficAndHoldsAgainstRecoveryUntilReleased(Stage stage) {
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        override(stage, Map.of("target", stage.away(), "why", "the database is being looked at"));
        stage.world().preferred().become(SiteMode.UP);
        Stage.eventually().untilAsserted(() -> assertThat(stage.verdicts()).containsOnly(Verdict.UP));
        assertStays(stage);

        stage.world().api().direct("release", Map.of("why", "it is in order"));
        stage.awaitSettledAt(stage.home());
    }

    @Test
    void movesTrafficAndHoldsAgainstRecoveryUntilExpired(Stage stage) {
        long version = stage.status().version();
        override(stage, Map.of("target", stage.away(), "why", "trying the other region", "for", "PT10S"));
        stage.awaitSettledAt(stage.away());
        assertStays(stage);

        stage.awaitSettledAt(stage.home());
        assertThat(stage.journalSince(version)).contains("override", "override-expired");
    }

    @Test
    void inModeAdviseItIsRefusedAndNothingIsWritten(Stage stage) {
        String text = stage.world().topology().text();
        stage.followText(text.replace("policy: {", "policy: {mode: advise, "));
        var fence = stage.fence();

        assertThatThrownBy(() -> stage.order("override", Map.of("target", stage.away(), "why", "a try")))
                .hasMessageContaining("409")
                .hasMessageContaining("mode-advise");
        stage.world().preferred().become(SiteMode.REFUSE);
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().reason().text())
                        .contains("would move to " + stage.away())
                        .contains("advise"));
        assertThat(stage.fence()).isEqualTo(fence);
        assertThat(stage.status().override()).isNull();
    }

    private static void override(Stage stage, Map<String, ?> order) {
        stage.world().api().direct("override", order);
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().override()).isNotNull());
    }

    private static void assertStays(Stage stage) {
        int flips = stage.flips();
        await().pollInterval(Duration.ofMillis(100))
                .atMost(LONG_ENOUGH_FOR_A_FAILBACK.multipliedBy(3))
                .during(LONG_ENOUGH_FOR_A_FAILBACK)
                .until(() -> stage.flips() == flips
                        && stage.answer().contains(stage.world().second().address()));
    }
}
