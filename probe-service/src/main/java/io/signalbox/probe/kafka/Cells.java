package io.signalbox.probe.kafka;

import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.Measured;
import io.signalbox.probe.core.Outlet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/** Every cell of the topology, each with a publisher of its own. Thread-safe. */
public final class Cells implements Outlet, AutoCloseable {

    private final Function<Cell, Producer<byte[], byte[]>> producers;
    private volatile List<CellPublisher> publishers = List.of();

    public Cells(Function<Cell, Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** Adds and removes what differs; cells that stay as they are keep their publisher. */
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
    public void publish(Measured measured) {
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
