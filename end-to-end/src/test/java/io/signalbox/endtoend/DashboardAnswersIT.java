package io.signalbox.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.signalbox.sandbox.sites.SiteMode;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages that answer questions: what a loss would do, what a move took, what another policy would have done. */
@Tag("long")
@ExtendWith({Chromium.class, SharedStage.class})
class DashboardAnswersIT {

    private static final String ORDERS = "#/services/orders";

    @Test
    void theLossOfARegionIsForetoldAndAFreezeChangesTheAnswer(Stage stage, Tab tab) {
        tab.enter(stage.world(), "#/regions");
        Page page = tab.page();
        assertThat(page.locator(".regions")).containsText(stage.home());
        tab.assertNoBarriers("regions");
        page.locator(".regions a").getByText(stage.home()).click();
        assertThat(page.locator(".loss.moving")).containsText(stage.home() + " → " + stage.away());
        assertThat(page.locator(".loss.moving .names")).hasText("orders");
        tab.assertNoBarriers("loss");

        stage.order("freeze", Map.of("why", "trading hours"));
        try {
            assertThat(page.locator(".loss.needs")).containsText("trading hours");
            assertThat(page.locator(".loss.needs h2")).containsText("Would stay in the lost region");
        } finally {
            stage.order("thaw", Map.of("why", "the test is over"));
        }
        page.locator(".loss .names a").click();
        assertThat(page.locator("h1")).containsText("orders");
        assertThat(stage.status().active().value()).isEqualTo(stage.home());
    }

    @Test
    void aRegionThatIsNotThereIsTold(Stage stage, Tab tab) {
        tab.enter(stage.world(), "#/regions/nowhere");
        assertThat(tab.page().locator(".note.bad")).containsText("There is no such region");
    }

    @Test
    void theReportOnAMoveSaysWhatTookHowLongAndWhy(Stage stage, Tab tab) throws Exception {
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        tab.enter(stage.world(), ORDERS);
        Page page = tab.page();
        page.getByText("The whole report").click();
        assertThat(page.locator("h1")).containsText("orders: " + stage.home() + " → " + stage.away());
        assertThat(page.locator("h1 .badge")).hasText("Done");
        assertThat(page.locator(".phases tbody tr").first()).containsText("detection");
        assertThat(page.locator("[aria-labelledby=report-evidence] tbody tr")).hasCount(3);
        assertThat(page.locator("[aria-labelledby=report-timeline]")).containsText("move-done");
        tab.assertNoBarriers("report");

        var saved = page.waitForDownload(() -> tab.button("Save as Markdown").click());
        assertThat(saved.suggestedFilename()).startsWith("orders-").endsWith(".md");
        assertThat(Files.readString(saved.path())).contains(stage.home(), stage.away(), "detection");
    }

    @Test
    void anotherPolicyIsReplayedAndComparedInAChartAndTables(Stage stage, Tab tab) {
        tab.enter(stage.world(), ORDERS);
        Page page = tab.page();
        page.getByText("What another policy would have done").click();
        tab.button("Replay").click();
        assertThat(page.locator(".backtest")).containsText("Change at least one value");

        page.locator("#backtest-fall").fill("50");
        page.locator("#backtest-minDownFor").fill("1h");
        tab.button("Replay").click();
        assertThat(page.locator(".replay svg")).hasAttribute("aria-label", Pattern.compile("In force: .*Candidate: "));
        assertThat(page.locator(".backtest")).containsText("minDownFor: 1h, fall: 50");
        assertThat(page.locator(".backtest-result .lead")).containsText("The candidate makes");
        tab.assertNoBarriers("backtest");

        page.reload();
        tab.signIn(stage.world().operator().token());
        page.getByText("What another policy would have done").click();
        assertThat(page.locator(".backtest-result .lead")).containsText("The candidate makes");
    }

    @Test
    void anInvalidPolicyIsRefusedWithWhatIsAllowed(Stage stage, Tab tab) {
        tab.enter(stage.world(), ORDERS);
        tab.page().getByText("What another policy would have done").click();
        tab.page().locator("#backtest-fall").fill("100000");
        tab.button("Replay").click();
        assertThat(tab.page().locator(".backtest")).containsText("fall");
        assertThat(tab.page().locator(".backtest .replay")).hasCount(0);
    }

    @Test
    void theLatencyOfEachVantageIsShown(Stage stage, Tab tab) {
        tab.enter(stage.world(), ORDERS);
        var cells = tab.page().locator(".latency tbody td");
        assertThat(cells.first()).containsText(Pattern.compile("\\d+(\\.\\d)? m?s"));
        assertThat(tab.page().locator(".latency .curve").first()).isVisible();
    }
}
