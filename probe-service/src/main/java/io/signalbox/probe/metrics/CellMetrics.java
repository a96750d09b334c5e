package io.signalbox.probe.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import io.signalbox.probe.kafka.CellPublisher;
import java.util.List;

/** Publishing metrics, by cell. */
public final class CellMetrics {

    private static final String CELL = "cell";

    private final MetricFamily reached = new MetricFamily(
            "signalbox_cell_reached", Type.GAUGE, "Whether the cell's Kafka took the last observation", CELL);
    private final MetricFamily waiting =
            new MetricFamily("signalbox_observations_waiting", Type.GAUGE, "Observations that wait to be sent", CELL);
    private final MetricFamily sent =
            new MetricFamily("signalbox_observations_sent", Type.COUNTER, "Observations that Kafka acknowledged", CELL);
    private final MetricFamily failed = new MetricFamily(
            "signalbox_observations_failed", Type.COUNTER, "Sends that Kafka did not acknowledge", CELL);
    private final MetricFamily replaced = new MetricFamily(
            "signalbox_observations_replaced",
            Type.COUNTER,
            "Observations replaced by a newer result before they were sent",
            CELL);
    private final MetricFamily stale = new MetricFamily(
            "signalbox_observations_stale",
            Type.COUNTER,
            "Observations dropped because they were too old to send",
            CELL);

    public void add(CellPublisher publisher) {
        String cell = publisher.cell().name().value();
        var counts = publisher.counts();
        reached.add(publisher.reach() == CellPublisher.Reach.REACHED ? 1 : 0, cell);
        waiting.add(publisher.waiting(), cell);
        sent.add(counts.sent(), cell);
        failed.add(counts.failed(), cell);
        replaced.add(counts.replaced(), cell);
        stale.add(counts.stale(), cell);
    }

    public List<MetricFamilySamples> samples() {
        return List.of(
                reached.samples(),
                waiting.samples(),
                sent.samples(),
                failed.samples(),
                replaced.samples(),
                stale.samples());
    }
}
