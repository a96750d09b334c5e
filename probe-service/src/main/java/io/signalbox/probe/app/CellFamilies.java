package io.signalbox.probe.app;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import io.signalbox.probe.kafka.CellPublisher;
import java.util.List;

/** The metrics of publishing, by cell. */
final class CellFamilies {

    private static final String CELL = "cell";

    private final Family reached = new Family(
            "signalbox_cell_reached", Type.GAUGE, "Whether the cell's Kafka took the last observation", CELL);
    private final Family waiting =
            new Family("signalbox_observations_waiting", Type.GAUGE, "Observations not yet handed to Kafka", CELL);
    private final Family sent =
            new Family("signalbox_observations_sent", Type.COUNTER, "Observations that Kafka acknowledged", CELL);
    private final Family failed =
            new Family("signalbox_observations_failed", Type.COUNTER, "Attempts that Kafka did not acknowledge", CELL);
    private final Family replaced = new Family(
            "signalbox_observations_replaced", Type.COUNTER, "Gave way to a newer result before they left", CELL);
    private final Family stale =
            new Family("signalbox_observations_stale", Type.COUNTER, "Too old by the time they could leave", CELL);

    void add(CellPublisher publisher) {
        String cell = publisher.cell().name().value();
        var counts = publisher.counts();
        reached.add(publisher.reach() == CellPublisher.Reach.REACHED ? 1 : 0, cell);
        waiting.add(publisher.waiting(), cell);
        sent.add(counts.sent(), cell);
        failed.add(counts.failed(), cell);
        replaced.add(counts.replaced(), cell);
        stale.add(counts.stale(), cell);
    }

    List<MetricFamilySamples> samples() {
        return List.of(
                reached.samples(),
                waiting.samples(),
                sent.samples(),
                failed.samples(),
                replaced.samples(),
                stale.samples());
    }
}
