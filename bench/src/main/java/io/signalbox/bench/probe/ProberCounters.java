package io.signalbox.bench.probe;

import io.signalbox.sandbox.process.ServiceProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The counters of a prober at one moment, other than results. */
public record ProberCounters(Map<Count, Long> counts) {

    private static final Pattern CAUSE = Pattern.compile("cause=\"(?<value>[^\"]+)\"");
    private static final Pattern SERVICE = Pattern.compile("service=\"(?<value>[^\"]+)\"");
    private static final Map<String, String> KINDS = Map.of(
            "signalbox_probe_undecided_total{", "undecided",
            "signalbox_probe_void_total{", "void",
            "signalbox_probe_old_addresses_total{", "by an earlier answer",
            "signalbox_check_restarts_total{", "check restarted");

    /** @param service empty for a counter of no service */
    public record Count(String what, String service) {}

    public static ProberCounters of(ServiceProcess prober) {
        var counts = new HashMap<Count, Long>();
        HttpGet.lines(
                prober.uri().resolve("/q/metrics"),
                line -> KINDS.forEach((metric, kind) -> {
                    if (line.startsWith(metric)) {
                        var count = new Count((kind + " " + label(CAUSE, line)).trim(), label(SERVICE, line));
                        counts.merge(
                                count, (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)), Long::sum);
                    }
                }));
        return new ProberCounters(counts);
    }

    private static String label(Pattern label, String line) {
        Matcher matcher = label.matcher(line);
        return matcher.find() ? matcher.group("value") : "";
    }

    /** The increments since then, of all services together. */
    public Map<String, Long> since(ProberCounters before) {
        return since(before, _ -> true);
    }

    /** The increments since then, of these services. */
    public Map<String, Long> since(ProberCounters before, Predicate<String> services) {
        var more = new TreeMap<String, Long>();
        counts.forEach((count, value) -> {
            long difference = value - before.counts.getOrDefault(count, 0L);
            if (difference > 0 && services.test(count.service())) {
                more.merge(count.what(), difference, Long::sum);
            }
        });
        return more;
    }
}
