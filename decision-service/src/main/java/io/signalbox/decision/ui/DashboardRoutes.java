package io.signalbox.decision.ui;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
            "sites.js",
            "store.js",
            "timeline.js",
            "urgency.js",
            "verdicts.js",
            "virtual-list.js",
            "why.js",
            "words.js");

    /** Nothing from elsewhere, no inline script or style, no markup made from text, no framing, no form that leaves the page. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; object-src 'none';"
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
    private static final int FOUND = 302;
    private static final int NOT_MODIFIED = 304;

    /** After the handlers that authenticate, and before those of REST. */
    private static final int ORDER = 0;

    private final Map<String, PageFile> files =
            FILES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), PageFile::read));

    void register(@Observes Router router) {
        router.get("/").order(ORDER).handler(DashboardRoutes::home);
        router.route("/ui/*")
                .order(ORDER)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::show);
    }

    private static void home(RoutingContext context) {
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

    private static HttpServerResponse withHeaders(HttpServerResponse response) {
        HEADERS.forEach(response::putHeader);
        return response;
    }
}
