package io.signalbox.contract.topology.rules;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.contract.topology.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A target with more checks than {@code perTarget} allows for once it hangs: the results of each would be stale before
 * the next ones arrive.
 *
 * @param target host and port
 * @param path of the probes of the first site that connects to it
 * @param checks number of checks that connect to it and wait for their turn
 * @param places how many of them may run at a time
 * @param round how long it takes until each of them has run, when all time out
 * @param freshness how long a result is valid, of the check for which that is shortest
 */
public record FullTarget(String target, String path, int checks, int places, Duration round, Duration freshness) {

    /** The host and port of a check; null if it connects to nothing that the topology names. */
    public static @Nullable String target(String endpoint, Check check) {
        return switch (check) {
            case Check.OneConnection one -> new Reference(endpoint, one.port()).toString();
            case Check.Dns dns -> dns.resolver() == null ? null : dns.resolver().toString();
            case Check.Heartbeat _, Check.Calculated _, Check.CloudWatchAlarm _ -> null;
        };
    }

    public static List<FullTarget> in(Topology topology) {
        Map<String, Load> loads = new LinkedHashMap<>();
        for (Service service : topology.services()) {
            for (int i = 0; i < service.sites().size(); i++) {
                Site site = service.sites().get(i);
                String path = "services." + service.name() + ".sites[" + i + "].probes";
                site.probes().forEach(probe -> count(loads, path, site.endpoint(), probe));
            }
        }
        var full = new ArrayList<FullTarget>();
        loads.forEach((target, load) -> load.addIfFull(target, full));
        return full;
    }

    private static void count(Map<String, Load> loads, String path, String endpoint, Probe probe) {
        int places = probe.approach().perTarget();
        String target = target(endpoint, probe.check());
        if (places > 0 && target != null) {
            loads.computeIfAbsent(target, _ -> new Load(path)).add(probe, places);
        }
    }

    private static final class Load {

        private final String path;
        private int checks;
        private int places = Integer.MAX_VALUE;
        private Duration whole = Duration.ZERO;
        private Duration freshness = Duration.ofDays(1);

        private Load(String path) {
            this.path = path;
        }

        private void add(Probe probe, int most) {
            checks++;
            places = Math.min(places, most);
            whole = whole.plus(probe.timeout());
            freshness = Durations.least(freshness, probe.freshness());
        }

        private void addIfFull(String target, List<FullTarget> full) {
            Duration round = whole.dividedBy(Math.min(places, checks));
            if (round.compareTo(freshness) > 0) {
                full.add(new FullTarget(target, path, checks, places, round, freshness));
            }
        }
    }

    /** For a person. */
    public String text() {
        return checks + " checks go to " + target + ", " + places
                + " at a time: while it hangs, each has its turn once in "
                + Durations.text(round) + ", and a result says nothing any more after " + Durations.text(freshness)
                + "; raise perTarget, or lower timeout";
    }
}
