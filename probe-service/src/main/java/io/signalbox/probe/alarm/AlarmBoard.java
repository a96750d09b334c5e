package io.signalbox.probe.alarm;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.rules.AlarmLoad;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The alarms of all regions. Thread-safe. */
public final class AlarmBoard {

    private static final Logger LOG = Logger.getLogger(AlarmBoard.class);

    private final AlarmSource source;
    private final double requestsPerSecond;
    private final Map<String, RegionAlarms> regions = new ConcurrentHashMap<>();
    private volatile List<String> problems = List.of();

    public AlarmBoard(AlarmSource source) {
        this(source, AlarmLoad.USUAL_RATE);
    }

    /** @param requestsPerSecond that the source sends to each region at most */
    public AlarmBoard(AlarmSource source, double requestsPerSecond) {
        this.source = source;
        this.requestsPerSecond = requestsPerSecond;
    }

    RegionAlarms region(String name) {
        return regions.computeIfAbsent(name, region -> new RegionAlarms(region, source));
    }

    /** Says where there are more alarms than can be read as often as the checks of this topology look. */
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

    /** How many regions have more alarms than can be read as often as checks look. */
    public int overloaded() {
        return problems.size();
    }
}
