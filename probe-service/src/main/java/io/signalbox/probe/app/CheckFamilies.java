package io.signalbox.probe.app;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import io.signalbox.contract.Cause;
import io.signalbox.contract.Timings;
import io.signalbox.probe.engine.Tally;
import io.signalbox.probe.wire.Finding;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The metrics of all checks, under the blackbox exporter's names where it has one. */
final class CheckFamilies {

    private static final double MICROS = 1e6;
    private static final Cause[] CAUSES = Cause.values();

    private final String vantage;
    private final InstantSource clock;
    private final Family success = family("probe_success", Type.GAUGE, "Whether the last probe passed");
    private final Family duration =
            family("probe_duration_seconds", Type.GAUGE, "How long the last probe took, all in all");
    private final Family phases = family(
            "probe_http_duration_seconds", Type.GAUGE, "How long each phase of the last HTTP probe took", "phase");
    private final Family lookup =
            family("probe_dns_lookup_time_seconds", Type.GAUGE, "How long the last probe looked for the address");
    private final Family certificate = family(
            "probe_ssl_earliest_cert_expiry", Type.GAUGE, "When the first certificate of the chain ends, in Unix time");
    private final Family expiring = family(
            "signalbox_certificate_expiring",
            Type.GAUGE,
            "Whether the chain ends within the days that the check warns of");
    private final Family failures = family("probe_failures", Type.COUNTER, "Probes that failed, by cause", "cause");
    private final Family skipped =
            family("signalbox_probe_skipped", Type.COUNTER, "Starts that found the former probe still running");

    private final Family undecided =
            family("signalbox_probe_undecided", Type.COUNTER, "Probes that had nothing to say of the site");

    CheckFamilies(String vantage, InstantSource clock) {
        this.vantage = vantage;
        this.clock = clock;
    }

    private static Family family(String name, Type type, String help, String... more) {
        var labels = new String[4 + more.length];
        labels[0] = "service";
        labels[1] = "site";
        labels[2] = "probe";
        labels[3] = "vantage";
        System.arraycopy(more, 0, labels, 4, more.length);
        return new Family(name, type, help, labels);
    }

    void add(Tally tally) {
        add(skipped, tally, tally.missed());
        if (tally.undecided() > 0) {
            add(undecided, tally, tally.undecided());
        }
        for (Cause cause : CAUSES) {
            if (tally.failures(cause) > 0) {
                add(failures, tally, tally.failures(cause), cause.name().toLowerCase(Locale.ROOT));
            }
        }
        Finding last = tally.last();
        if (last != null) {
            add(tally, last);
        }
    }

    private void add(Tally tally, Finding last) {
        Timings took = last.result().timings();
        add(success, tally, last.passed() ? 1 : 0);
        add(duration, tally, took.total() / MICROS);
        add(lookup, tally, took.resolve() / MICROS);
        if (tally.http()) {
            addPhases(tally, took);
        }
        if (last.certificateExpiry() != null) {
            add(certificate, tally, last.certificateExpiry().getEpochSecond());
        }
        if (last.certificateExpiry() != null && tally.warns()) {
            add(expiring, tally, tally.warnsOf(last.certificateExpiry(), clock.instant()) ? 1 : 0);
        }
    }

    private void addPhases(Tally tally, Timings took) {
        add(phases, tally, took.resolve() / MICROS, "resolve");
        add(phases, tally, took.connect() / MICROS, "connect");
        add(phases, tally, took.tls() / MICROS, "tls");
        add(phases, tally, took.firstByte() / MICROS, "processing");
        add(phases, tally, took.transfer() / MICROS, "transfer");
    }

    private void add(Family family, Tally tally, double value) {
        var check = tally.check();
        family.add(
                value,
                check.service().value(),
                check.site().value(),
                check.probe().value(),
                vantage);
    }

    private void add(Family family, Tally tally, double value, String more) {
        var check = tally.check();
        family.add(
                value,
                check.service().value(),
                check.site().value(),
                check.probe().value(),
                vantage,
                more);
    }

    List<MetricFamilySamples> samples() {
        return List.of(
                success.samples(),
                duration.samples(),
                lookup.samples(),
                phases.samples(),
                certificate.samples(),
                expiring.samples(),
                failures.samples(),
                skipped.samples(),
                undecided.samples());
    }
}
