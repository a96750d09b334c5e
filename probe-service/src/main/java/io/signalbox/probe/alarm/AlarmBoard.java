package io.signalbox.probe.alarm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The alarms of all regions. Thread-safe. */
public final class AlarmBoard {

    private final AlarmSource source;
    private final Map<String, RegionAlarms> regions = new ConcurrentHashMap<>();

    public AlarmBoard(AlarmSource source) {
        this.source = source;
    }

    RegionAlarms region(String name) {
        return regions.computeIfAbsent(name, region -> new RegionAlarms(region, source));
    }
}
