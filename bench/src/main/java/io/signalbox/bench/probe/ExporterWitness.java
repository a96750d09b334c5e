package io.signalbox.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The Prometheus blackbox exporter, asked for each target once a second on connections that stay. */
final class ExporterWitness implements Witness {

    private static final String PROGRAM = "prometheus-blackbox-exporter";
    /** So many in a row are taken for a failure, as with the others. */
    private static final int FALL = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TroubledChecks checks;
    private final int farm;
    private final int own;
    private final Peer peer;
    private final Map<TroubledTarget, List<Answer>> answers = new EnumMap<>(TroubledTarget.class);

    /** One scrape. */
    private enum Answer {
        SUCCESS,
        FAILURE,
        NONE
    }

    ExporterWitness(Path directory, TroubledChecks checks, int farm, int own) {
        this.checks = checks;
        this.farm = farm;
        this.own = own;
        Path program = Peer.find(PROGRAM).orElseThrow(() -> new IllegalStateException(PROGRAM + " is not installed"));
        peer = Peer.start(
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
        for (TroubledTarget target : TroubledTarget.values()) {
            if (target.isSecure()) {
                text.append("""
                      %s:
                        prober: tcp
                        timeout: 500ms
                        tcp: {tls: true, tls_config: {ca_file: "%s", server_name: %s}}
                    """.formatted(target.service(), checks.sites().trust(), target.hostName()));
            }
        }
        try {
            return Files.writeString(directory.resolve("blackbox.yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    public void anew() {
        answers.clear();
    }

    @Override
    public void listen() {
        var scrapes = new EnumMap<TroubledTarget, CompletableFuture<Answer>>(TroubledTarget.class);
        for (TroubledTarget target : TroubledTarget.values()) {
            scrapes.put(
                    target,
                    http.sendAsync(HttpRequest.newBuilder(uri(target)).build(), HttpResponse.BodyHandlers.ofString())
                            .handle((response, error) -> error != null
                                    ? Answer.NONE
                                    : response.body().contains("\nprobe_success 1") ? Answer.SUCCESS : Answer.FAILURE));
        }
        scrapes.forEach((target, scrape) ->
                answers.computeIfAbsent(target, _ -> new ArrayList<>()).add(scrape.join()));
    }

    private URI uri(TroubledTarget target) {
        String where = target.host() + ":" + checks.port(target, farm);
        return URI.create("http://127.0.0.1:%d/probe?module=%s&target=%s"
                .formatted(
                        own,
                        target.isSecure() ? target.service() : "health",
                        target.isSecure() ? where : "http://" + where + "/healthz"));
    }

    @Override
    public Saying says(TroubledTarget target) {
        List<Answer> all = answers.getOrDefault(target, List.of());
        long failures = all.stream().filter(Answer.FAILURE::equals).count();
        long missing = all.stream().filter(Answer.NONE::equals).count();
        if (missing > 0) {
            return new Saying(Saying.State.UNDECIDED, "no answer to %d of %d".formatted(missing, all.size()));
        }
        String text = failures == 0
                ? "probe_success 1"
                : failures == all.size()
                        ? "probe_success 0"
                        : "probe_success 0 in %d of %d".formatted(failures, all.size());
        return new Saying(failsInARow(all) ? Saying.State.FAILS : Saying.State.WORKS, text);
    }

    private static boolean failsInARow(List<Answer> all) {
        int run = 0;
        for (Answer answer : all) {
            run = answer == Answer.FAILURE ? run + 1 : 0;
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
