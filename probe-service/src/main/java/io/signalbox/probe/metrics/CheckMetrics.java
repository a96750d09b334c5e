package io.signalbox.probe.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.engine.CheckStatistics;
import io.signalbox.probe.metrics.CheckMetric.Sink;
import io.signalbox.probe.metrics.CheckMetric.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Metrics of all checks, under the blackbox exporter's names where it has one. */
public final class CheckMetrics {

    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;
    private static final Cause[] CAUSES = Cause.values();
    private static final UndecidedReason[] REASONS = UndecidedReason.values();

    private final String vantage;
    private final InstantSource clock;
    private final List<CheckMetric> families = List.of(
            gauge(
                    "probe_success",
                    "Whether the last probe passed",
                    last((_, last, sink) -> sink.add(last.passed() ? 1 : 0))),
            gauge(
                    "probe_duration_seconds",
                    "Duration of the last probe",
                    last((_, last, sink) -> sink.add(last.result().timings().total() / MICROS))),
            gauge(
                    "probe_dns_lookup_time_seconds",
                    "Duration of the last probe's name resolution",
                    last((_, last, sink) -> sink.add(last.result().timings().resolve() / MICROS))),
            gauge(
                    "probe_http_duration_seconds",
                    "Duration of each phase of the last HTTP probe",
                    last(CheckMetrics::phases),
                    "phase"),
            gauge(
                    "probe_ssl_earliest_cert_expiry",
                    "Earliest expiry of the server's certificates, in Unix time",
                    last(CheckMetrics::certificate)),
            gauge(
                    "probe_ssl_last_chain_expiry_timestamp_seconds",
                    "Expiry of the last path to a trusted certificate, in Unix time",
                    last(CheckMetrics::chain)),
            gauge(
                    "signalbox_certificate_expiring",
                    "Whether the chain expires within the check's warning time",
                    last(this::expiring)),
            counter("probe_failures", "Probes that failed, by cause", CheckMetrics::failures, "cause"),
            counter(
                    "signalbox_probe_skipped",
                    "Starts skipped because the previous probe was still running",
                    (statistics, sink) -> sink.add(statistics.missed())),
            counter(
                    "signalbox_probe_undecided",
                    "Probes without a result, by reason",
                    CheckMetrics::undecided,
                    "cause"),
            counter(
                    "signalbox_probe_void",
                    "Probes that timed out while the prober was late itself",
                    (statistics, sink) -> some(statistics.voids(), sink)),
            counter(
                    "signalbox_check_restarts",
                    "Restarts of a check after an error",
                    (statistics, sink) -> some(statistics.restarts(), sink)),
            counter(
                    "signalbox_probe_held_loop_seconds",
                    "How long single reads held an event loop, of those longer than 10 ms",
                    (statistics, sink) -> some(statistics.heldLoopNanos() / NANOS, sink)),
            gauge(
                    "signalbox_probe_wait_seconds",
                    "How long the last probe waited for its turn",
                    last(CheckMetrics::waited)));

    public CheckMetrics(String vantage, InstantSource clock) {
        this.vantage = vantage;
        this.clock = clock;
    }

    /** @return one family per metric; samples are computed while they are read */
    public List<MetricFamilySamples> samples(List<CheckStatistics> allStatistics) {
        return families.stream()
                .map(family -> family.samples(allStatistics, vantage))
                .toList();
    }

    private static CheckMetric gauge(String name, String help, Source source, String... more) {
        return new CheckMetric(name, Type.GAUGE, help, source, more);
    }

    private static CheckMetric counter(String name, String help, Source source, String... more) {
        return new CheckMetric(name, Type.COUNTER, help, source, more);
    }

    /** A metric of the last result, if there is one. */
    @FunctionalInterface
    private interface OfLast {

        void tell(CheckStatistics statistics, CheckResult last, Sink sink);
    }

    private static Source last(OfLast source) {
        return (statistics, sink) -> {
            CheckResult last = statistics.last();
            if (last != null) {
                source.tell(statistics, last, sink);
            }
        };
    }

    private static void phases(CheckStatistics statistics, CheckResult last, Sink sink) {
        if (statistics.http()) {
            Timings took = last.result().timings();
            sink.add(took.resolve() / MICROS, "resolve");
            sink.add(took.connect() / MICROS, "connect");
            sink.add(took.tls() / MICROS, "tls");
            sink.add(took.firstByte() / MICROS, "processing");
            sink.add(took.transfer() / MICROS, "transfer");
        }
    }

    private static void certificate(CheckStatistics statistics, CheckResult last, Sink sink) {
        Instant expiry = last.certificateExpiry();
        if (expiry != null) {
            sink.add(expiry.getEpochSecond());
        }
    }

    private static void chain(CheckStatistics statistics, CheckResult last, Sink sink) {
        Instant expiry = last.chainExpiry();
        if (expiry != null) {
            sink.add(expiry.getEpochSecond());
        }
    }

    private void expiring(CheckStatistics statistics, CheckResult last, Sink sink) {
        Instant chain = last.chainExpiry();
        Instant expiry = chain == null ? last.certificateExpiry() : chain;
        if (expiry != null && statistics.warns()) {
            sink.add(statistics.warnsOf(expiry, clock.instant()) ? 1 : 0);
        }
    }

    private static void failures(CheckStatistics statistics, Sink sink) {
        for (Cause cause : CAUSES) {
            if (statistics.failures(cause) > 0) {
                sink.add(statistics.failures(cause), cause.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static void waited(CheckStatistics statistics, CheckResult last, Sink sink) {
        if (statistics.waits()) {
            sink.add(statistics.waitedNanos() / NANOS);
        }
    }

    /** Omits counters that are still 0. */
    private static void some(double count, Sink sink) {
        if (count > 0) {
            sink.add(count);
        }
    }

    private static void undecided(CheckStatistics statistics, Sink sink) {
        for (UndecidedReason why : REASONS) {
            if (statistics.undecided(why) > 0) {
                sink.add(statistics.undecided(why), why.name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
