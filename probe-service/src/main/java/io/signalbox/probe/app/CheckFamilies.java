package io.signalbox.probe.app;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.app.CheckFamily.Sink;
import io.signalbox.probe.app.CheckFamily.Source;
import io.signalbox.probe.engine.Tally;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Undecided;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The metrics of all checks, under the blackbox exporter's names where it has one. */
final class CheckFamilies {

    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;
    private static final Cause[] CAUSES = Cause.values();
    private static final Undecided[] REASONS = Undecided.values();

    private final String vantage;
    private final InstantSource clock;
    private final List<CheckFamily> families = List.of(
            gauge(
                    "probe_success",
                    "Whether the last probe passed",
                    last((_, last, sink) -> sink.add(last.passed() ? 1 : 0))),
            gauge(
                    "probe_duration_seconds",
                    "How long the last probe took, all in all",
                    last((_, last, sink) -> sink.add(last.result().timings().total() / MICROS))),
            gauge(
                    "probe_dns_lookup_time_seconds",
                    "How long the last probe looked for the address",
                    last((_, last, sink) -> sink.add(last.result().timings().resolve() / MICROS))),
            gauge(
                    "probe_http_duration_seconds",
                    "How long each phase of the last HTTP probe took",
                    last(CheckFamilies::phases),
                    "phase"),
            gauge(
                    "probe_ssl_earliest_cert_expiry",
                    "When the first certificate ends that was shown, in Unix time",
                    last(CheckFamilies::certificate)),
            gauge(
                    "probe_ssl_last_chain_expiry_timestamp_seconds",
                    "When the last path to a trusted certificate ends, in Unix time",
                    last(CheckFamilies::chain)),
            gauge(
                    "signalbox_certificate_expiring",
                    "Whether the chain ends within the days that the check warns of",
                    last(this::expiring)),
            counter("probe_failures", "Probes that failed, by cause", CheckFamilies::failures, "cause"),
            counter(
                    "signalbox_probe_skipped",
                    "Starts that found the former probe still running",
                    (tally, sink) -> sink.add(tally.missed())),
            counter(
                    "signalbox_probe_undecided",
                    "Probes that had nothing to say of the site, by cause",
                    CheckFamilies::undecided,
                    "cause"),
            counter(
                    "signalbox_probe_void",
                    "Probes that ran out of time while the prober came late itself",
                    (tally, sink) -> some(tally.voids(), sink)),
            counter(
                    "signalbox_check_restarts",
                    "How often a check began anew, since something in it had failed",
                    (tally, sink) -> some(tally.restarts(), sink)),
            gauge(
                    "signalbox_probe_wait_seconds",
                    "How long the last probe waited until it might go to its target",
                    last(CheckFamilies::waited)));

    CheckFamilies(String vantage, InstantSource clock) {
        this.vantage = vantage;
        this.clock = clock;
    }

    /** @return of each name what the checks say while it is read */
    List<MetricFamilySamples> samples(List<Tally> tallies) {
        return families.stream().map(family -> family.samples(tallies, vantage)).toList();
    }

    private static CheckFamily gauge(String name, String help, Source source, String... more) {
        return new CheckFamily(name, Type.GAUGE, help, source, more);
    }

    private static CheckFamily counter(String name, String help, Source source, String... more) {
        return new CheckFamily(name, Type.COUNTER, help, source, more);
    }

    /** What is said of the last result, once there is one. */
    @FunctionalInterface
    private interface OfLast {

        void tell(Tally tally, Finding last, Sink sink);
    }

    private static Source last(OfLast source) {
        return (tally, sink) -> {
            Finding last = tally.last();
            if (last != null) {
                source.tell(tally, last, sink);
            }
        };
    }

    private static void phases(Tally tally, Finding last, Sink sink) {
        if (tally.http()) {
            Timings took = last.result().timings();
            sink.add(took.resolve() / MICROS, "resolve");
            sink.add(took.connect() / MICROS, "connect");
            sink.add(took.tls() / MICROS, "tls");
            sink.add(took.firstByte() / MICROS, "processing");
            sink.add(took.transfer() / MICROS, "transfer");
        }
    }

    private static void certificate(Tally tally, Finding last, Sink sink) {
        Instant expiry = last.certificateExpiry();
        if (expiry != null) {
            sink.add(expiry.getEpochSecond());
        }
    }

    private static void chain(Tally tally, Finding last, Sink sink) {
        Instant expiry = last.chainExpiry();
        if (expiry != null) {
            sink.add(expiry.getEpochSecond());
        }
    }

    private void expiring(Tally tally, Finding last, Sink sink) {
        Instant chain = last.chainExpiry();
        Instant expiry = chain == null ? last.certificateExpiry() : chain;
        if (expiry != null && tally.warns()) {
            sink.add(tally.warnsOf(expiry, clock.instant()) ? 1 : 0);
        }
    }

    private static void failures(Tally tally, Sink sink) {
        for (Cause cause : CAUSES) {
            if (tally.failures(cause) > 0) {
                sink.add(tally.failures(cause), cause.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static void waited(Tally tally, Finding last, Sink sink) {
        if (tally.waits()) {
            sink.add(tally.waitedNanos() / NANOS);
        }
    }

    /** A counter appears with its first. */
    private static void some(long count, Sink sink) {
        if (count > 0) {
            sink.add(count);
        }
    }

    private static void undecided(Tally tally, Sink sink) {
        for (Undecided why : REASONS) {
            if (tally.undecided(why) > 0) {
                sink.add(tally.undecided(why), why.name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
