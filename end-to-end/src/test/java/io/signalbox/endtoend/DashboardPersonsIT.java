package io.signalbox.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.signalbox.sandbox.watch.DecisionApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders that need two persons or time, and a token that expires in the middle of one. */
@Tag("long")
@ExtendWith({Chromium.class, SharedStage.class})
class DashboardPersonsIT {

    private static final String ORDERS = "#/services/orders";
    private static final Pattern TAKEN = Pattern.compile("in effect|Done|stored");

    /** Another person beside the operator of the world, while this is open. */
    private record Vera(Path tokens, String before, String roles) implements AutoCloseable {
        static Vera with(Stage stage, String roles) throws IOException, NoSuchAlgorithmException {
            Path tokens = stage.world().operator().tokens();
            var vera = new Vera(tokens, Files.readString(tokens), roles);
            vera.comes(stage);
            return vera;
        }

        void comes(Stage stage) throws IOException, NoSuchAlgorithmException {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret().getBytes(StandardCharsets.UTF_8));
            Files.writeString(
                    tokens, before + "vera " + roles + " " + HexFormat.of().formatHex(hash) + "\n");
            var api = new DecisionApi(
                    stage.decision().uri(), secret(), stage.world().service());
            Stage.eventually()
                    .untilAsserted(() -> assertThat(api.status().active()).isNotNull());
        }

        /** Another one for other roles: the file is not read again at once. */
        String secret() {
            return "veras-secret-as-" + roles;
        }

        void goes() throws IOException {
            Files.writeString(tokens, before);
        }

        @Override
        public void close() throws IOException {
            goes();
        }
    }

    @Test
    void aForcedOverrideWaitsForAnotherPersonWhoApprovesIt(Stage stage, Tab tab) throws Exception {
        stage.followText(stage.world().topology().text().replace("policy: {", "policy: {twoPersons: true, "));
        try (var vera = Vera.with(stage, "approver")) {
            tab.enter(stage.world(), ORDERS);
            Page page = tab.page();
            tab.button("Override…").click();
            page.locator("#order-target").selectOption(stage.away());
            page.locator("#order-why").fill("the last way out");
            page.locator("#order-force").check();
            tab.button("Send the order").click();
            assertThat(page.locator(".answer")).containsText(Pattern.compile("waits for (another|a second) person"));
            tab.button("Close").click();
            assertThat(page.locator(".banners")).containsText("An approver is asked");
            tab.picture("approval-asked");

            tab.button("Approve…").click();
            assertThat(page.locator(".remarks")).containsText("The approval of demo does not count");
            page.locator("#order-why").fill("I agree with myself");
            tab.button("Send the order").click();
            assertThat(page.locator(".answer")).containsText("(409)");
            tab.button("Do nothing").click();
            assertThat(page.locator(".facts")).containsText("traffic at " + stage.home());

            tab.button("Sign out").click();
            tab.signIn(vera.secret());
            tab.button("Approve…").click();
            assertThat(page.locator(".sentence")).containsText("by force? demo: the last way out");
            page.locator("#order-why").fill("seen and right");
            tab.button("Send the order").click();
            assertThat(page.locator(".answer")).containsText(TAKEN);
            stage.awaitSettledAt(stage.away());
            assertThat(page.locator(".facts")).containsText("traffic at " + stage.away());
        }
    }

    @Test
    void aDrillIsForetoldRunsAndIsStopped(Stage stage, Tab tab) {
        tab.enter(stage.world(), ORDERS);
        Page page = tab.page();
        tab.button("Drill…").click();
        page.locator("#order-why").fill("the monthly rehearsal");
        assertThat(page.locator(".sentence"))
                .containsText("This will move the real traffic of orders from " + stage.home());
        sendUntilTaken(tab);
        tab.button("Close").click();
        assertThat(page.locator(".facts")).containsText("traffic at " + stage.away());
        assertThat(page.locator(".pairs")).containsText("Drill");
        stage.awaitSettledAt(stage.away());
        tab.picture("drill-there");

        page.getByText("More…").click();
        tab.button("Stop the drill…").click();
        page.locator("#order-why").fill("seen enough");
        sendUntilTaken(tab);
        tab.button("Close").click();
        stage.awaitSettledAt(stage.home());
        assertThat(page.locator(".pairs")).containsText("Last drill");
        assertThat(page.locator(".facts")).containsText("traffic at " + stage.home());
    }

    /** No drill begins before the vantages have confirmed that both sites are UP. */
    private static void sendUntilTaken(Tab tab) {
        Page page = tab.page();
        Stage.eventually().until(() -> {
            if (page.getByText("Look again").first().isVisible()) {
                page.getByText("Look again").first().click();
            }
            if (page.locator("dialog button.main:enabled").isVisible()) {
                tab.button("Send the order").click();
            }
            assertThat(page.locator(".answer p").first()).not().hasText("Sending…");
            return TAKEN.matcher(page.locator(".answer").innerText()).find();
        });
    }

    @Test
    void whoseTokenExpiresSignsInAgainAndGoesOnWhereItWas(Stage stage, Tab tab) throws Exception {
        try (var vera = Vera.with(stage, "operator")) {
            tab.visit(stage.world(), "/ui/" + ORDERS);
            tab.signIn(vera.secret());
            Page page = tab.page();
            tab.button("Override…").click();
            page.locator("#order-target").selectOption(stage.away());
            page.locator("#order-why").fill("half of a thought");

            vera.goes();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The token is not accepted any more");
            assertThat(page.locator("body")).not().containsText("half of a thought");
            assertThat(page.locator("dialog")).hasCount(0);

            vera.comes(stage);
            tab.signIn(vera.secret());
            assertThat(page).hasURL(Pattern.compile(ORDERS + "$"));
            assertThat(page.locator("#order-why")).hasValue("half of a thought");
            assertThat(page.locator("#order-target")).hasValue(stage.away());
            tab.button("Do nothing").click();
        }
    }

    /** What one person has typed is not for the next one. */
    @Test
    void anotherPersonDoesNotFindTheDraft(Stage stage, Tab tab) throws Exception {
        try (var vera = Vera.with(stage, "operator")) {
            tab.visit(stage.world(), "/ui/" + ORDERS);
            tab.signIn(vera.secret());
            Page page = tab.page();
            tab.button("Freeze…").click();
            page.locator("#order-why").fill("half of a thought");
            vera.goes();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The token is not accepted any more");
            tab.signIn(stage.world().operator().token());
            assertThat(page.locator(".lead")).isVisible();
            assertThat(page.locator("dialog")).hasCount(0);
        }
    }
}
