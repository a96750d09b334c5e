package io.signalbox.probe.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /q/metrics}, streamed in chunks. Replaces Quarkus' own handler, which builds the whole response first:
 * with 50,000 checks, the garbage collection for that makes probes late.
 */
@ApplicationScoped
public class MetricsRoute {

    private static final Logger LOG = Logger.getLogger(MetricsRoute.class);
    private static final String PATH = "/q/metrics";
    /** Before Quarkus' own route. */
    private static final int FIRST = -1_000;

    private final CollectorRegistry collectors;

    MetricsRoute(CollectorRegistry collectors) {
        this.collectors = collectors;
    }

    void register(@Observes Router router) {
        // On a worker thread, which may wait for a slow reader; readers do not wait for each other.
        router.get(PATH).order(FIRST).blockingHandler(this::tell, false);
    }

    private void tell(RoutingContext context) {
        String format = format(context.request().getHeader("Accept"));
        var response = context.response().setChunked(true).putHeader("Content-Type", format);
        var body = new ChunkedBody(response);
        var writer = new BufferedWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
        try {
            TextFormat.writeFormat(format, writer, collectors.metricFamilySamples());
            writer.flush();
            body.end();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("metrics response aborted reason=%s", e);
            // Resets the connection: half of the metrics must not look complete.
            var _ = response.reset();
        }
    }

    /** OpenMetrics for clients that accept anything, as elsewhere with Quarkus. */
    private static String format(@Nullable String accepted) {
        return accepted == null || accepted.contains("*/*") && !accepted.contains("text/plain")
                ? TextFormat.CONTENT_TYPE_OPENMETRICS_100
                : TextFormat.chooseContentType(accepted);
    }
}
