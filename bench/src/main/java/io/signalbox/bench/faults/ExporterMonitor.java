package io.signalbox.bench.faults;

import io.signalbox.bench.BenchFiles;
import io.signalbox.bench.probe.ExternalProgram;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks the Prometheus blackbox exporter about each target once a second, on persistent connections. */
final class ExporterMonitor implements Monitor {

    private static final String PROGRAM = "prometheus-blackbox-exporter";
    /** This many failures in a row count as DOWN, as with the other programs. */
    private static final int FALL = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final FaultyTargetChecks checks;
    private final int targetPort;
    private final int own;
    private final ExternalProgram peer;
    private final Map<FaultyTarget, List<ScrapeResult>> answers = new EnumMap<>(FaultyTarget.class);

    /** The result of one scrape. */
    private enum ScrapeResult {
        SUCCESS,
        FAILURE,
        NONE
    }

    ExporterMonitor(Path directory, FaultyTargetChecks checks, int targetPort, int own) {
        this.checks = checks;
        this.targetPort = targetPort;
        this.own = own;
        Path program = ExternalProgram.find(PROGRAM)
                .orElseThrow(() -> new IllegalStateException(PROGRAM + " is not installed"));
        peer = ExternalProgram.start(
                program, directory, "--config.file=" + written(directory), "--web.listen-address=127.0.0.1:" + own);
    }

    private Path written(Path directory) {
        var text = new StringBuilder("""
            modules:
              health:
                prober: http
                timeout: 500ms
                http:
                  valid_status_codes: [200]
                  preferred_ip_protocol: ip4
                  follow_redirects: false
                  fail_if_body_not_matches_regexp: [ok]
            """);
        for (FaultyTarget target : FaultyTarget.values()) {
            if (target.isSecure()) {
                text.append("""
                      %s:
                        prober: tcp
                        timeout: 500ms
                        tcp: {tls: true, tls_config: {ca_file: "%s", server_name: %s}}
                    """.formatted(target.service(), checks.sites().trust(), target.hostName()));
            }
        }
        return BenchFiles.write(directory.resolve("blackbox.yml"), text);
    }

    @Override
    public String name() {
        return "blackbox exporter";
    }

    @Override
    public long pid() {
        return peer.pid();
    }

    @Override
    public void reset() {
        answers.clear();
    }

    @Override
    public void poll() {
        var scrapes = new EnumMap<FaultyTarget, CompletableFuture<ScrapeResult>>(FaultyTarget.class);
        for (FaultyTarget target : FaultyTarget.values()) {
            scrapes.put(
                    target,
                    http.sendAsync(HttpRequest.newBuilder(uri(target)).build(), HttpResponse.BodyHandlers.ofString())
                            .handle((response, error) -> error != null
                                    ? ScrapeResult.NONE
                                    : response.body().contains("\nprobe_success 1")
                                            ? ScrapeResult.SUCCESS
                                            : ScrapeResult.FAILURE));
        }
        scrapes.forEach((target, scrape) ->
                answers.computeIfAbsent(target, _ -> new ArrayList<>()).add(scrape.join()));
    }

    private URI uri(FaultyTarget target) {
        String where = target.host() + ":" + checks.port(target, targetPort);
        return URI.create("http://127.0.0.1:%d/probe?module=%s&target=%s"
                .formatted(
                        own,
                        target.isSecure() ? target.service() : "health",
                        target.isSecure() ? where : "http://" + where + "/healthz"));
    }

    @Override
    public MonitorReport report(FaultyTarget target) {
        List<ScrapeResult> all = answers.getOrDefault(target, List.of());
        long failures = all.stream().filter(ScrapeResult.FAILURE::equals).count();
        long missing = all.stream().filter(ScrapeResult.NONE::equals).count();
        if (missing > 0) {
            return new MonitorReport(
                    MonitorReport.State.UNDECIDED, "no answer to %d of %d".formatted(missing, all.size()));
        }
        String text = failures == 0
                ? "probe_success 1"
                : failures == all.size()
                        ? "probe_success 0"
                        : "probe_success 0 in %d of %d".formatted(failures, all.size());
        return new MonitorReport(failsInARow(all) ? MonitorReport.State.FAILS : MonitorReport.State.WORKS, text);
    }

    private static boolean failsInARow(List<ScrapeResult> all) {
        int run = 0;
        for (ScrapeResult answer : all) {
            run = answer == ScrapeResult.FAILURE ? run + 1 : 0;
            if (run >= FALL) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        peer.close();
        http.shutdownNow();
    }
}
