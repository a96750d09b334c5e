package io.signalbox.probe.app;

import io.prometheus.client.Collector;
import io.signalbox.probe.metrics.CellMetrics;
import io.signalbox.probe.metrics.CheckMetrics;
import io.signalbox.probe.metrics.MetricFamily;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Collects all metrics at scrape time: checks need no meters in between, and removed ones are gone. */
final class ProbeCollector extends Collector {

    private final RunningProber running;

    ProbeCollector(RunningProber running) {
        this.running = running;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        var all = new ArrayList<MetricFamilySamples>();
        all.addAll(new CheckMetrics(running.vantage().value(), InstantSource.system())
                .samples(running.engine().allStatistics()));
        all.addAll(cells());
        var vantage = new MetricFamily(
                "signalbox_vantage_healthy",
                Type.GAUGE,
                "Whether this vantage's own network and process work",
                "vantage");
        vantage.add(
                running.engine().vantageHealth().healthy() ? 1 : 0,
                running.vantage().value());
        all.add(vantage.samples());
        var blind = new MetricFamily(
                "signalbox_heartbeats_blind", Type.GAUGE, "Whether this vantage cannot see heartbeats now", "vantage");
        blind.add(running.heartbeatSync().blind() ? 1 : 0, running.vantage().value());
        all.add(blind.samples());
        var blindSeconds = new MetricFamily(
                "signalbox_heartbeats_blind_seconds",
                Type.COUNTER,
                "Total time in which this vantage could not see heartbeats",
                "vantage");
        blindSeconds.add(
                running.heartbeatSync().blindSeconds(), running.vantage().value());
        all.add(blindSeconds.samples());
        var full = new MetricFamily(
                "signalbox_targets_full",
                Type.GAUGE,
                "Targets whose concurrency limit is too low for their checks",
                "vantage");
        full.add(running.engine().fullTargets().size(), running.vantage().value());
        all.add(full.samples());
        var share = new MetricFamily(
                "signalbox_probe_start_share",
                Type.GAUGE,
                "Share of the settled checks' starts that run: below 1 while the processor is short",
                "vantage");
        share.add(running.engine().startShare(), running.vantage().value());
        all.add(share.samples());
        var leftOut = new MetricFamily(
                "signalbox_probe_left_out",
                Type.COUNTER,
                "Starts of settled checks that were left out because the processor was short",
                "vantage");
        leftOut.add(running.engine().startsLeftOut(), running.vantage().value());
        all.add(leftOut.samples());
        var alarms = new MetricFamily(
                "signalbox_alarm_regions_overloaded",
                Type.GAUGE,
                "Regions with too many alarms for the request rate",
                "vantage");
        alarms.add(running.alarms().overloaded(), running.vantage().value());
        all.add(alarms.samples());
        var old = new MetricFamily(
                "signalbox_probe_old_addresses",
                Type.COUNTER,
                "Probes of last known addresses because the name servers did not answer",
                "vantage");
        old.add(running.network().oldAddresses(), running.vantage().value());
        all.add(old.samples());
        return all;
    }

    private List<MetricFamilySamples> cells() {
        var families = new CellMetrics();
        running.cells().publishers().forEach(families::add);
        return families.samples();
    }
}
