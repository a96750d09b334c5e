package io.signalbox.probe.alarm;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.rules.AlarmLoad;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Alarms of all regions. Thread-safe. */
public final class AlarmRegions {

    private static final Logger LOG = Logger.getLogger(AlarmRegions.class);

    private final AlarmSource source;
    private final double requestsPerSecond;
    private final Map<String, RegionAlarms> regions = new ConcurrentHashMap<>();
    private volatile List<String> problems = List.of();

    public AlarmRegions(AlarmSource source) {
        this(source, AlarmLoad.USUAL_RATE);
    }

    /** @param requestsPerSecond the source's limit per region */
    public AlarmRegions(AlarmSource source, double requestsPerSecond) {
        this.source = source;
        this.requestsPerSecond = requestsPerSecond;
    }

    RegionAlarms region(String name) {
        return regions.computeIfAbsent(name, region -> new RegionAlarms(region, source));
    }

    /** Logs regions with more alarms than the rate allows to read as often as the checks ask. */
    public void follow(Topology topology) {
        List<String> now = AlarmLoad.in(topology).stream()
                .map(load -> load.problem(requestsPerSecond))
                .filter(Objects::nonNull)
                .toList();
        now.stream()
                .filter(problem -> !problems.contains(problem))
                .forEach(problem -> LOG.warnf("too many alarms reason=\"%s\"", problem));
        problems = now;
    }

    /** The number of regions with too many alarms for the rate. */
    public int overloaded() {
        return problems.size();
    }
}
