package io.signalbox.decision.ui;

import io.signalbox.decision.config.DecisionConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Serves the files of the dashboard below {@code /ui/} to everybody: they hold no data. {@code /} leads there. */
@ApplicationScoped
public class DashboardRoutes {

    /** All files. A native executable cannot list a folder. */
    static final List<String> FILES = List.of(
            "index.html",
            "icon.svg",
            "base.css",
            "fleet.css",
            "service.css",
            "pages.css",
            "api.js",
            "backtest.js",
            "dom.js",
            "events.js",
            "fleet-page.js",
            "journal.js",
            "latency.js",
            "main.js",
            "order-dialog.js",
            "orders.js",
            "plan.js",
            "regions-page.js",
            "report-page.js",
            "service-page.js",
            "sign-in.js",
            "signed-in.html",
            "signed-in.js",
            "sites.js",
            "store.js",
            "timeline.js",
            "urgency.js",
            "verdicts.js",
            "virtual-list.js",
            "why.js",
            "words.js");

    private static final String POLICY = "Content-Security-Policy";

    /** Nothing from elsewhere, no inline script or style, no markup made from text, no framing, no form that leaves the page. With a provider for sign-in, its origins are added. */
    static final Map<String, String> HEADERS = Map.of(
            POLICY,
            "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'%s; img-src 'self'; object-src 'none';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()");

    private static final String HOME = "/ui/";
    private static final String SIGN_IN = "sign-in.json";
    private static final int FOUND = 302;
    private static final int NOT_MODIFIED = 304;

    /** After the handlers that authenticate, and before those of REST. */
    private static final int ORDER = 0;

    private final Map<String, PageFile> files =
            FILES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), PageFile::read));

    private final ProviderSignIn provider;

    @Inject
    DashboardRoutes(
            DecisionConfig config, @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer) {
        this.provider = ProviderSignIn.of(config.dashboard(), issuer);
    }

    void register(@Observes Router router) {
        router.get("/").order(ORDER).handler(this::home);
        router.route("/ui/*")
                .order(ORDER)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::show);
    }

    private void home(RoutingContext context) {
        var response = withHeaders(context.response());
        var _ = response.setStatusCode(FOUND)
                .putHeader(HttpHeaders.LOCATION, HOME)
                .end();
    }

    /** The route also matches its path without the last slash, from which relative links lead elsewhere. */
    private void show(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith(HOME)) {
            home(context);
            return;
        }
        String name = path.substring(HOME.length());
        if (name.equals(SIGN_IN)) {
            var _ = withHeaders(context.response())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(provider.json());
            return;
        }
        PageFile file = files.get(name.isEmpty() ? "index.html" : name);
        if (file == null) {
            context.next();
            return;
        }
        var response = withHeaders(context.response())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ETAG, file.etag());
        if (file.etag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            var _ = response.setStatusCode(NOT_MODIFIED).end();
        } else {
            var _ = response.putHeader(HttpHeaders.CONTENT_TYPE, file.type()).end(file.content());
        }
    }

    private HttpServerResponse withHeaders(HttpServerResponse response) {
        String others = provider.origins().stream().map(" "::concat).collect(Collectors.joining());
        HEADERS.forEach(
                (name, value) -> response.putHeader(name, name.equals(POLICY) ? value.formatted(others) : value));
        return response;
    }
}
