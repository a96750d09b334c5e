package io.signalbox.probe.app;

import io.prometheus.client.Collector;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything about checks and cells, gathered when it is read: thousands of checks cost no meters between two scrapes,
 * and one that a reload removed is gone from the next.
 */
final class ProbeCollector extends Collector {

    private final Running running;

    ProbeCollector(Running running) {
        this.running = running;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        var all = new ArrayList<MetricFamilySamples>();
        all.addAll(new CheckFamilies(running.vantage().value(), InstantSource.system())
                .samples(running.engine().tallies()));
        all.addAll(cells());
        var vantage = new Family(
                "signalbox_vantage_healthy",
                Type.GAUGE,
                "Whether this vantage thinks that its own network and process work",
                "vantage");
        vantage.add(
                running.engine().vantageHealth().healthy() ? 1 : 0,
                running.vantage().value());
        all.add(vantage.samples());
        var blind = new Family(
                "signalbox_heartbeats_blind",
                Type.GAUGE,
                "Whether this vantage could not know of heartbeats now",
                "vantage");
        blind.add(running.hearing().blind() ? 1 : 0, running.vantage().value());
        all.add(blind.samples());
        var blindSeconds = new Family(
                "signalbox_heartbeats_blind_seconds",
                Type.COUNTER,
                "For how long this vantage could not know of heartbeats, all in all",
                "vantage");
        blindSeconds.add(running.hearing().blindSeconds(), running.vantage().value());
        all.add(blindSeconds.samples());
        var full = new Family(
                "signalbox_targets_full",
                Type.GAUGE,
                "Targets that have too few places for the checks that wait for their turn",
                "vantage");
        full.add(running.engine().fullTargets().size(), running.vantage().value());
        all.add(full.samples());
        var alarms = new Family(
                "signalbox_alarm_regions_overloaded",
                Type.GAUGE,
                "Regions with more alarms than can be read as often as checks look",
                "vantage");
        alarms.add(running.alarms().overloaded(), running.vantage().value());
        all.add(alarms.samples());
        var old = new Family(
                "signalbox_probe_old_addresses",
                Type.COUNTER,
                "Probes that went to addresses told earlier, since the name servers told none",
                "vantage");
        old.add(running.network().oldAddresses(), running.vantage().value());
        all.add(old.samples());
        return all;
    }

    private List<MetricFamilySamples> cells() {
        var families = new CellFamilies();
        running.cells().publishers().forEach(families::add);
        return families.samples();
    }
}
