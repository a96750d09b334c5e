package io.signalbox.decision.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.decision.config.DecisionConfig;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSignInTest {

    private static final Optional<String> ISSUER = Optional.of("https://login.example.com/realms/ops");

    private record Settings(Optional<String> clientId, String scope, Optional<List<String>> origins)
            implements DecisionConfig.Dashboard {}

    private static DecisionConfig.Dashboard client(String... origins) {
        return new Settings(Optional.of("dashboard"), "openid groups", Optional.of(List.of(origins)));
    }

    @Test
    void withoutAClientThePagesKnowNoProviderAndConnectToNobody() {
        var provider = ProviderSignIn.of(new Settings(Optional.empty(), "openid", Optional.empty()), ISSUER);
        assertThat(provider.json()).isEqualTo("{}");
        assertThat(provider.origins()).isEmpty();
    }

    @Test
    void thePagesMayConnectToTheOriginsOnlyAndNotToPaths() {
        var provider = ProviderSignIn.of(client("https://tokens.example.com:8443/a/b"), ISSUER);
        assertThat(provider.origins()).containsExactly("https://login.example.com", "https://tokens.example.com:8443");
        assertThat(new JsonObject(provider.json()).getMap())
                .containsEntry("issuer", ISSUER.get())
                .containsEntry("clientId", "dashboard")
                .containsEntry("scope", "openid groups");
    }

    @Test
    void aClientWithoutAnIssuerIsRefused() {
        assertThatThrownBy(() -> ProviderSignIn.of(client(), Optional.of(" ")))
                .hasMessageContaining("signalbox.dashboard.client-id")
                .hasMessageContaining("quarkus.oidc.auth-server-url");
    }

    /** Nothing else gets into the header of the content security policy. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "login.example.com",
                "javascript:alert(1)",
                "https://a; script-src *",
                "data://x",
                "'unsafe-inline'"
            })
    void whatIsNoAddressIsRefused(String origin) {
        assertThatThrownBy(() -> ProviderSignIn.of(client(origin), ISSUER))
                .hasMessageContaining("signalbox.dashboard.origins")
                .hasMessageContaining(origin);
    }
}
