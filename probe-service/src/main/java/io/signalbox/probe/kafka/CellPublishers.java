package io.signalbox.probe.kafka;

import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.ObservationSink;
import io.signalbox.probe.core.PendingObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/** One publisher for each cell of the topology. Thread-safe. */
public final class CellPublishers implements ObservationSink, AutoCloseable {

    private final Function<Cell, Producer<byte[], byte[]>> producers;
    private volatile List<CellPublisher> publishers = List.of();

    public CellPublishers(Function<Cell, Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** Applies a list of cells; unchanged cells keep their publisher. */
    public synchronized void follow(List<Cell> cells) {
        var before = publishers;
        var after = new ArrayList<CellPublisher>();
        for (Cell cell : cells) {
            after.add(before.stream()
                    .filter(publisher -> publisher.cell().equals(cell))
                    .findFirst()
                    .orElseGet(() -> begin(cell)));
        }
        publishers = List.copyOf(after);
        before.stream().filter(publisher -> !after.contains(publisher)).forEach(CellPublisher::close);
    }

    private CellPublisher begin(Cell cell) {
        var publisher = new CellPublisher(cell, () -> producers.apply(cell));
        publisher.start();
        return publisher;
    }

    public List<CellPublisher> publishers() {
        return publishers;
    }

    @Override
    public void publish(PendingObservation measured) {
        for (CellPublisher publisher : publishers) {
            publisher.publish(measured);
        }
    }

    @Override
    public void forget(CheckName check) {
        for (CellPublisher publisher : publishers) {
            publisher.forget(check);
        }
    }

    @Override
    public synchronized void close() {
        publishers.forEach(CellPublisher::close);
    }
}
