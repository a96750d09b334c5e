package io.signalbox.bench.probe;

import io.signalbox.bench.BenchFiles;
import io.signalbox.bench.TemporaryFolders;
import io.signalbox.sandbox.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * {@code make bench-probe}: probes per second of processor time, each on a new connection to a target on this machine:
 * this prober, which publishes each result to Kafka; the Prometheus blackbox exporter; and HAProxy's checks. One after
 * the other.
 */
public final class ProbeBench {

    private static final int PER_SECOND = 3_000;
    private static final Duration INTERVAL = Duration.ofMillis(Long.parseLong(
            System.getProperty("signalbox.bench.interval", "1000ms").replace("ms", "")));
    private static final HttpChecks CHECKS = new HttpChecks(
            Integer.getInteger("signalbox.bench.checks", (int) (PER_SECOND * INTERVAL.toMillis() / 1_000)),
            INTERVAL,
            0);
    /** Until most code is compiled: after two minutes the compiler still takes 3 % of the processor time. */
    private static final Duration WARM_UP = Duration.ofSeconds(160);
    /** The peers have nothing to compile. */
    private static final Duration PEERS_WARM_UP = Duration.ofSeconds(10);

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("signalbox.bench.seconds", 30));

    private ProbeBench() {}

    public static void main(String[] arguments) {
        Path directory = TemporaryFolders.create("signalbox-probe-");
        double ours;
        OptionalDouble calls;
        OptionalDouble exporter;
        Haproxy haproxy;
        try (var prober = new ProberSetup(directory, CHECKS)) {
            ours = ours(prober);
            calls = SystemCalls.perProbe("Signalbox", prober.pid(), directory);
            prober.rest();
            exporter = exporter(directory, prober);
            haproxy = haproxy(directory, prober);
        }
        TemporaryFolders.delete(directory);
        System.out.printf(
                "RESULT bench-probe per_cpu_s=%.0f ratio_blackbox=%s ratio_haproxy=%s blackbox_per_cpu_s=%s"
                        + " haproxy_per_cpu_s=%s syscalls_per_probe=%s haproxy_syscalls_per_probe=%s interval_ms=%d"
                        + " cpu_us_per_check_s=%.0f%n",
                ours,
                ratio(ours, exporter),
                ratio(ours, haproxy.perSecond()),
                number(exporter),
                number(haproxy.perSecond()),
                decimal(calls),
                decimal(haproxy.calls()),
                INTERVAL.toMillis(),
                1e6 / ours * 1_000 / INTERVAL.toMillis());
        System.exit(0);
    }

    private static double ours(ProberSetup prober) {
        LockSupport.parkNanos(WARM_UP.toNanos());
        return measured("Signalbox", prober::processorTime, () -> prober.read().sent());
    }

    private static OptionalDouble exporter(Path directory, ProberSetup targets) {
        Optional<Path> program = ExternalProgram.find("prometheus-blackbox-exporter");
        if (program.isEmpty()) {
            return missing("prometheus-blackbox-exporter");
        }
        int own = Ports.free();
        Path file = BenchFiles.write(directory.resolve("blackbox.yml"), """
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
        try (var peer = ExternalProgram.start(
                        program.get(), directory, "--config.file=" + file, "--web.listen-address=127.0.0.1:" + own);
                var scrapes = new ExporterScraper(own, CHECKS.addresses(), targets.port())) {
            LockSupport.parkNanos(PEERS_WARM_UP.toNanos());
            return OptionalDouble.of(measured("blackbox exporter", peer::processorTime, scrapes::passed));
        }
    }

    /** @param perSecond of processor time @param calls system calls per probe */
    private record Haproxy(OptionalDouble perSecond, OptionalDouble calls) {}

    private static Haproxy haproxy(Path directory, ProberSetup targets) {
        Optional<Path> program = ExternalProgram.find("haproxy");
        if (program.isEmpty()) {
            return new Haproxy(missing("haproxy"), OptionalDouble.empty());
        }
        var text = new StringBuilder("""
                global
                  maxconn 8000
                  nbthread 1
                defaults
                  mode http
                  timeout connect 500ms
                  timeout client 1s
                  timeout server 1s
                  timeout check 500ms
                frontend nobody
                  bind 127.0.0.1:%d
                  default_backend targets
                backend targets
                  option httpchk GET /healthz
                  http-check expect string ok
                """.formatted(Ports.free()));
        List<String> addresses = CHECKS.addresses();
        for (int index = 0; index < addresses.size(); index++) {
            text.append("  server s%d %s:%d check inter %d\n"
                    .formatted(index, addresses.get(index), targets.port(), INTERVAL.toMillis()));
        }
        Path file = BenchFiles.write(directory.resolve("haproxy.cfg"), text.toString());
        try (var peer = ExternalProgram.start(program.get(), directory, "-db", "-f", file.toString())) {
            LockSupport.parkNanos(PEERS_WARM_UP.toNanos());
            double perSecond = measured("HAProxy", peer::processorTime, targets::answered);
            return new Haproxy(OptionalDouble.of(perSecond), SystemCalls.perProbe("HAProxy", peer.pid(), directory));
        }
    }

    private static double measured(String who, Supplier<Duration> processorTime, Supplier<Long> count) {
        Duration usedBefore = processorTime.get();
        long before = count.get();
        long began = System.nanoTime();
        LockSupport.parkNanos(TIME.toNanos());
        Duration used = processorTime.get().minus(usedBefore);
        long probes = count.get() - before;
        double seconds = (System.nanoTime() - began) / 1e9;
        double perProcessorSecond = probes / (used.toNanos() / 1e9);
        System.out.printf(
                "%s: %,.0f probes/s, %,.0f per second of processor time%n", who, probes / seconds, perProcessorSecond);
        return perProcessorSecond;
    }

    private static OptionalDouble missing(String program) {
        System.out.println(program + " is not installed");
        return OptionalDouble.empty();
    }

    private static String ratio(double ours, OptionalDouble theirs) {
        return theirs.isPresent() ? "%.2f".formatted(ours / theirs.getAsDouble()) : "missing";
    }

    private static String decimal(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "missing";
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "missing";
    }
}
