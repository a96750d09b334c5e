package io.signalbox.contract.topology.rules;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.time.Durations;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of Amazon CloudWatch in one region, all of which each vantage reads together.
 *
 * @param path of the probes of the first site that has one
 * @param alarms how many different ones there are
 * @param interval of the check that looks most often
 * @param vantages that read them
 */
public record AlarmLoad(String region, String path, int alarms, Duration interval, int vantages) {

    /** Alarms that one request reads: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html. */
    public static final int AT_ONCE = 100;

    /** Requests a second from one vantage to one region, where nothing else is said: four vantages keep below the quota. */
    public static final double USUAL_RATE = 2;

    /** Requests a second that an account has for one region, whoever sends them. */
    private static final int QUOTA = 9;

    private static final double MILLIS = 1_000;

    public static List<AlarmLoad> in(Topology topology) {
        Map<String, Region> regions = new LinkedHashMap<>();
        for (Service service : topology.services()) {
            for (int i = 0; i < service.sites().size(); i++) {
                String path = "services." + service.name() + ".sites[" + i + "].probes";
                for (Probe probe : service.sites().get(i).probes()) {
                    if (probe.check() instanceof Check.CloudWatchAlarm alarm) {
                        regions.computeIfAbsent(alarm.region(), _ -> new Region(path))
                                .add(alarm.name(), probe.interval());
                    }
                }
            }
        }
        int vantages = topology.vantages().size();
        return regions.entrySet().stream()
                .map(each -> each.getValue().load(each.getKey(), vantages))
                .toList();
    }

    private static final class Region {

        private final String path;
        private final Set<String> names = new HashSet<>();
        private Duration interval = Duration.ofDays(1);

        private Region(String path) {
            this.path = path;
        }

        private void add(String name, Duration ofCheck) {
            names.add(name);
            interval = Durations.least(interval, ofCheck);
        }

        private AlarmLoad load(String region, int vantages) {
            return new AlarmLoad(region, path, names.size(), interval, vantages);
        }
    }

    private int requests() {
        return (alarms + AT_ONCE - 1) / AT_ONCE;
    }

    /**
     * Why they cannot be read as often as the checks run, with figures for a person; null when they can.
     *
     * @param rate of requests of one vantage per second
     */
    public @Nullable String problem(double rate) {
        Duration reading = Duration.ofMillis(Math.round(requests() * MILLIS / rate));
        String all = alarms + " alarms of " + region;
        if (reading.compareTo(interval) > 0) {
            return all + " take " + requests() + " requests and " + Durations.text(reading) + " at " + text(rate)
                    + " a second, longer than the interval of " + Durations.text(interval)
                    + "; raise interval, or signalbox.cloudwatch.requests-per-second";
        }
        double together = vantages * requests() * MILLIS / interval.toMillis();
        if (together > QUOTA) {
            return all + " take " + text(together) + " requests a second from " + vantages
                    + " vantages together, and the account has a quota of " + QUOTA + "; raise interval";
        }
        return null;
    }

    private static String text(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.format(Locale.ROOT, "%.1f", number);
    }
}
