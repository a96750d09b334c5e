package io.signalbox.decision.ui;

import io.signalbox.decision.config.DecisionConfig;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the pages need to sign a person in with the OpenID Connect provider, as a public client: nothing of it is secret.
 *
 * @param json what they read; an empty object without a provider
 * @param origins to which they may connect besides their own
 */
record ProviderSignIn(String json, List<String> origins) {

    private static final String ISSUER = "quarkus.oidc.auth-server-url";
    private static final String CLIENT = "signalbox.dashboard.client-id";
    private static final String ORIGINS = "signalbox.dashboard.origins";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** @param issuer of the web tokens that callers may use */
    static ProviderSignIn of(DecisionConfig.Dashboard settings, Optional<String> issuer) {
        if (settings.clientId().isEmpty()) {
            return new ProviderSignIn(new JsonObject().encode(), List.of());
        }
        String provider = issuer.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        CLIENT + ": expected " + ISSUER + " beside it, whose tokens are accepted, got none"));
        Set<String> origins = new LinkedHashSet<>();
        origins.add(origin(ISSUER, provider));
        settings.origins().orElse(List.of()).forEach(other -> origins.add(origin(ORIGINS, other)));
        var json = new JsonObject()
                .put("issuer", provider)
                .put("clientId", settings.clientId().get())
                .put("scope", settings.scope());
        return new ProviderSignIn(json.encode(), List.copyOf(origins));
    }

    /** The origin of an address, written anew: nothing else gets into the header. */
    private static String origin(String setting, String address) {
        try {
            URI uri = new URI(address);
            if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null) {
                return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            }
        } catch (URISyntaxException e) {
            throw wrong(setting, address, e);
        }
        throw wrong(setting, address, null);
    }

    private static IllegalArgumentException wrong(String setting, String address, @Nullable Exception cause) {
        return new IllegalArgumentException(
                setting + ": expected an address such as https://login.example.com, got \"" + address + "\"", cause);
    }
}
