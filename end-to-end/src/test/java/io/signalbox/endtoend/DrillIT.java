package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.ServiceStatus.DrillReport;
import io.signalbox.sandbox.sites.SiteMode;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("long")
@ExtendWith(SharedStage.class)
class DrillIT {

    /** No drill begins before the vantages have confirmed that both sites are UP. */
    private static void begin(Stage stage, String lasts) {
        Map<String, String> order = Map.of("why", "the monthly rehearsal", "for", lasts);
        Stage.eventually().until(() -> {
            stage.order("drill/start", order);
            return true;
        });
    }

    private static void awaitReport(Stage stage, String result) {
        Stage.eventually().untilAsserted(() -> {
            DrillReport report = stage.status().lastDrill();
            assertThat(stage.status().drill()).isNull();
            assertThat(report).isNotNull();
            assertThat(report.result()).isEqualTo(result);
            assertThat(stage.answer()).containsExactly(stage.world().preferred().address());
        });
    }

    @Test
    void trafficVisitsTheOtherSiteAndComesHomeByItself(Stage stage) {
        begin(stage, "PT2S");
        stage.awaitAnswer(stage.away());
        awaitReport(stage, "succeeded");
    }

    @Test
    void aDrillEndsAtOnceWhenTheOtherSiteFails(Stage stage) {
        begin(stage, "PT10M");
        stage.awaitAnswer(stage.away());
        stage.world().second().become(SiteMode.REFUSE);
        stage.awaitAnswer(stage.home());
        awaitReport(stage, "aborted");
    }

    @Test
    void theCalendarBeginsADrillAndItsEndIsTold(Stage stage) {
        String hook = stage.world().hooks().uri().resolve("/drill").toString();
        stage.follow("""
                drills:
                  - {name: often, schedule: "0/20 * * * * ?", lasts: 1s, notify: [{webhook: {url: "%s"}}]}
                """.formatted(hook));
        stage.awaitAnswer(stage.away());
        awaitReport(stage, "succeeded");
        Stage.eventually().untilAsserted(() -> assertThat(stage.world().hooks().deliveries())
                .filteredOn(delivery -> delivery.path().equals("/drill") && delivery.taken())
                .hasSizeGreaterThanOrEqualTo(2));
    }
}
