package io.signalbox.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sign-in with an OpenID Connect provider, which has a tab of its own. */
@Tag("long")
@ExtendWith({Chromium.class, SharedStage.class})
class DashboardSignInIT {

    private static final String ORDERS = "#/services/orders";
    private static final int LONG = 300;
    /** Renewed after 15 s; without renewal, over before a person has read much. */
    private static final int SHORT = 20;

    /** decision-service with this provider; without it again when this is closed. */
    private record Provided(Stage stage, BrowserIssuer issuer) implements AutoCloseable {
        static Provided with(Stage stage, int lifeSeconds, boolean renews) {
            var provided = new Provided(stage, BrowserIssuer.start(lifeSeconds, renews));
            provided.restart(Map.of(
                    "QUARKUS_OIDC_AUTH_SERVER_URL",
                    provided.issuer.url(),
                    "SIGNALBOX_DASHBOARD_CLIENT_ID",
                    BrowserIssuer.CLIENT));
            return provided;
        }

        private void restart(Map<String, String> settings) {
            stage.decision().kill();
            stage.decision().start(settings);
            stage.decision().awaitReady();
        }

        @Override
        public void close() {
            restart(Map.of());
            issuer.close();
        }
    }

    private static Locator link(Tab tab) {
        return tab.page().getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Sign in with"));
    }

    /** The answer of a person in the provider's tab. */
    private static void answers(Tab tab, String button) {
        assertThat(link(tab)).isVisible();
        Page provider = tab.page().context().waitForPage(() -> link(tab).click());
        provider.getByText(button).click();
    }

    @Test
    void aPersonSignsInInAnotherTabAndNothingOfItIsStored(Stage stage, Tab tab) {
        try (var provided = Provided.with(stage, LONG, true)) {
            tab.visit(stage.world(), "/ui/" + ORDERS);
            assertThat(link(tab)).isVisible();
            tab.assertNoBarriers("sign-in-provider");
            answers(tab, "Continue");
            Page page = tab.page();
            assertThat(page.locator(".lead")).containsText("orders is on " + stage.home());
            assertThat(page.locator(".me")).containsText("olga");
            assertThat(page).hasURL(Pattern.compile("/ui/" + ORDERS + "$"));
            assertThat(page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"))
                    .isEqualTo(0);
            assertThat(provided.issuer().exchanges()).isEqualTo(1);
        }
    }

    @Test
    void whoSaysNoAtTheProviderIsToldAndMayTryAgain(Stage stage, Tab tab) {
        try (var _ = Provided.with(stage, LONG, true)) {
            tab.visit(stage.world(), "/ui/" + ORDERS);
            answers(tab, "Refuse");
            assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("The provider has not signed you in");
            answers(tab, "Continue");
            assertThat(tab.page().locator(".lead")).containsText("orders");
        }
    }

    /** Another answer than the one that was asked for: of another page, or of somebody who wants a person to be signed in as another. */
    @Test
    void anAnswerThatWasNotAskedForIsNotUsed(Stage stage, Tab tab) {
        try (var provided = Provided.with(stage, LONG, true)) {
            tab.visit(stage.world(), "/ui/" + ORDERS);
            assertThat(link(tab)).isVisible();
            Page forged = tab.page().context().newPage();
            forged.navigate(stage.decision().uri() + "/ui/signed-in.html?code=stolen&state=guessed");
            assertThat(tab.page().getByLabel("Token")).isVisible();
            assertThat(tab.page().locator(".problem")).hasText("");
            answers(tab, "Continue");
            assertThat(tab.page().locator(".lead")).containsText("orders");
            assertThat(provided.issuer().refusals()).isZero();
        }
    }

    @Test
    void theTokenIsRenewedBeforeItExpires(Stage stage, Tab tab) {
        try (var provided = Provided.with(stage, SHORT, true)) {
            tab.visit(stage.world(), "/ui/" + ORDERS);
            answers(tab, "Continue");
            assertThat(tab.page().locator(".lead")).containsText("orders");
            Stage.eventually().untilAsserted(() -> assertThat(provided.issuer().renewals())
                    .isGreaterThanOrEqualTo(2));
            assertThat(tab.page().locator("h1")).containsText("orders");
        }
    }

    @Test
    void whenItExpiresThePersonSignsInAgainOnTheSamePage(Stage stage, Tab tab) {
        try (var _ = Provided.with(stage, SHORT, false)) {
            tab.visit(stage.world(), "/ui/" + ORDERS);
            answers(tab, "Continue");
            assertThat(tab.page().locator(".lead")).containsText("orders");
            assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("The token is not accepted any more");
            answers(tab, "Continue");
            assertThat(tab.page().locator(".lead")).containsText("orders");
            assertThat(tab.page()).hasURL(Pattern.compile("/ui/" + ORDERS + "$"));
        }
    }
}
