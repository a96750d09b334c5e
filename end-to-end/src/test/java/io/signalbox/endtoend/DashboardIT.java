package io.signalbox.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard in a real browser, before real services. */
@ExtendWith({Chromium.class, SharedStage.class})
class DashboardIT {

    private static final String ORDERS = "#/services/orders";
    private static final Pattern IN_EFFECT = Pattern.compile("The order is in effect|Done");

    @Test
    void nothingIsReadableBeforeSignInAndAWrongTokenIsTold(Stage stage, Tab tab) {
        Page page = tab.page();
        tab.visit(stage.world(), "/");
        assertThat(page).hasURL(stage.decision().uri() + "/ui/");
        assertThat(page.locator("body")).not().containsText("orders");

        tab.signIn("wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This token is not accepted");
        assertThat(page.locator("body")).not().containsText("orders");

        tab.signIn(stage.world().operator().token());
        assertThat(tab.line("orders")).isVisible();
        assertThat(page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"))
                .isEqualTo(0);
        assertThat(page.url()).doesNotContain(stage.world().operator().token());

        page.reload();
        assertThat(page.getByLabel("Token")).isVisible();
        assertThat(page.locator("body")).not().containsText("orders");
    }

    @Test
    void theFleetShowsAFailoverLive(Stage stage, Tab tab) {
        tab.enter(stage.world(), "");
        var traffic = tab.line("orders").locator(".traffic");
        assertThat(traffic).containsText(stage.home());

        stage.world().preferred().become(SiteMode.REFUSE);
        assertThat(traffic).hasText(" traffic at " + stage.away());
        assertThat(tab.line("orders").locator(".site").first()).containsText(stage.home() + " is DOWN: ");
        assertThat(tab.page().locator(".heading.look")).isVisible();
    }

    @Test
    void theServicePageShowsTheMoveWithItsStepsTimesAndReason(Stage stage, Tab tab) {
        tab.enter(stage.world(), ORDERS);
        Page page = tab.page();
        assertThat(page.locator(".lead")).containsText("orders is on " + stage.home());

        stage.world().preferred().become(SiteMode.REFUSE);
        assertThat(page.locator(".facts")).containsText("traffic at " + stage.away());
        stage.awaitSettledAt(stage.away());
        assertThat(page.locator(".entries")).containsText("move-done");
        assertThat(page.locator(".phases")).containsText("actuation");
        assertThat(page.locator(".lead")).containsText("orders is on " + stage.away());
        assertThat(page.locator(".timeline svg"))
                .hasAttribute("aria-label", Pattern.compile(stage.home() + " DOWN for"));
        tab.picture("service-after-failover");

        page.locator("#kind").selectOption("moves");
        assertThat(page.locator(".entries")).not().containsText("verdict");
        page.locator("#words").fill("no such words");
        assertThat(page.locator(".entries li")).hasCount(0);
    }

    @Test
    void anOverrideIsForetoldGivenShownAndReleased(Stage stage, Tab tab) {
        tab.enter(stage.world(), ORDERS);
        Page page = tab.page();
        tab.button("Override…").click();
        page.locator("#order-target").selectOption(stage.away());
        page.locator("#order-why").fill("maintenance in " + stage.home());
        assertThat(page.locator(".sentence"))
                .containsText("This will move orders from " + stage.home() + " to " + stage.away()
                        + " and keep it there until somebody ends it, because: maintenance in " + stage.home());
        tab.picture("override");

        tab.button("Send the order").click();
        assertThat(page.locator(".answer")).containsText(IN_EFFECT);
        tab.button("Close").click();
        assertThat(page.locator(".pairs")).containsText("to " + stage.away() + " by demo: maintenance");
        stage.awaitSettledAt(stage.away());

        page.getByText("More…").click();
        tab.button("Release the override…").click();
        page.locator("#order-why").fill("it is done");
        tab.button("Send the order").click();
        assertThat(page.locator(".answer")).containsText(IN_EFFECT);
        stage.awaitSettledAt(stage.home());
        assertThat(page.locator(".facts")).containsText("traffic at " + stage.home());
    }

    @Test
    void conflictsAndRefusalsAreShownAsTheyAre(Stage stage, Tab tab) {
        tab.enter(stage.world(), ORDERS);
        Page page = tab.page();
        tab.button("Override…").click();
        page.locator("#order-target").selectOption(stage.away());
        page.locator("#order-why").fill("a try");
        stage.order("freeze", Map.of("why", "trading hours"));
        try {
            assertConflictThenRefusal(stage, tab);
        } finally {
            stage.order("thaw", Map.of("why", "the test is over"));
        }
    }

    private static void assertConflictThenRefusal(Stage stage, Tab tab) {
        Page page = tab.page();
        assertThat(page.locator("dialog")).containsText("The state has changed since this was written");

        tab.button("Send the order").click();
        assertThat(page.locator(".answer")).containsText("(412)");
        page.locator(".answer button").click();
        assertThat(page.locator("#order-why")).hasValue("a try");
        assertThat(page.locator(".remarks")).containsText("A freeze of demo is in force");

        tab.button("Send the order").click();
        assertThat(page.locator(".answer")).containsText("(409)");
        assertThat(page.locator(".answer code")).hasText("frozen");
        assertThat(page.locator(".facts")).containsText("traffic at " + stage.home());
    }

    @Test
    void aLostConnectionIsToldSinceWhenAndComesBack(Stage stage, Tab tab) {
        tab.enter(stage.world(), "");
        stage.decision().kill();
        assertThat(tab.page().locator("#state")).containsText("Stale since ");
        tab.picture("stale");

        stage.decision().start();
        stage.decision().awaitReady();
        tab.awaitLive();
        stage.world().preferred().become(SiteMode.REFUSE);
        assertThat(tab.line("orders").locator(".traffic")).hasText(" traffic at " + stage.away());
    }

    @Test
    void aViewerIsOfferedNoOrdersAndLeavesWhenTheTokenIsWithdrawn(Stage stage, Tab tab) throws Exception {
        Path tokens = stage.world().operator().tokens();
        String before = Files.readString(tokens);
        Files.writeString(tokens, before + "vera viewer " + sha256("veras-secret") + "\n");
        try {
            var api = new DecisionApi(
                    stage.decision().uri(), "veras-secret", stage.world().service());
            Stage.eventually()
                    .untilAsserted(() -> assertThat(api.status().active()).isNotNull());
            tab.visit(stage.world(), "/ui/" + ORDERS);
            tab.signIn("veras-secret");
            assertThat(tab.page().locator(".actions")).hasText("Your token (viewer) gives no orders.");
        } finally {
            Files.writeString(tokens, before);
        }
        assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("The token is not accepted any more");
        assertThat(tab.page().locator("body")).not().containsText("orders");
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }
}
