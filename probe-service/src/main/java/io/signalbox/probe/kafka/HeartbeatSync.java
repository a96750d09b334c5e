package io.signalbox.probe.kafka;

import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Topology;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.CheckName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Shares heartbeats with all vantages through all cells, and tracks when this vantage cannot see them. Thread-safe. */
public final class HeartbeatSync implements AutoCloseable {

    private static final long LOOK_MILLIS = Duration.ofMillis(250).toMillis();
    private static final double NANOS = 1e9;

    private final Function<Cell, CellHeartbeats> begin;
    private final HeartbeatFilter filter;
    private final BlindTime blindTime;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hearing").daemon().factory());
    private volatile List<CellHeartbeats> cells = List.of();

    /** @param begin creates and starts the exchange with a cell */
    public HeartbeatSync(Function<Cell, CellHeartbeats> begin, HeartbeatFilter filter, BlindTime blindTime) {
        this.begin = begin;
        this.filter = filter;
        this.blindTime = blindTime;
    }

    /** @param well whether the vantage is healthy */
    public void start(BooleanSupplier well) {
        var _ = looks.scheduleWithFixedDelay(() -> look(well.getAsBoolean()), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One cell is enough: every prober publishes to every cell. */
    private void look(boolean well) {
        long now = System.nanoTime();
        List<CellHeartbeats> known = cells;
        boolean knows = known.isEmpty() || known.stream().anyMatch(cell -> cell.caughtUp(now));
        blindTime.now(!well || !knows, now);
    }

    /** Reads nothing while no check waits for heartbeats. */
    public synchronized void follow(Topology topology) {
        filter.follow(topology);
        List<Cell> wanted = filter.waitsForAny() ? topology.cells() : List.of();
        List<CellHeartbeats> before = cells;
        var after = new ArrayList<CellHeartbeats>();
        for (Cell cell : wanted) {
            after.add(before.stream()
                    .filter(each -> each.cell().equals(cell))
                    .findFirst()
                    .orElseGet(() -> begin.apply(cell)));
        }
        cells = List.copyOf(after);
        before.stream().filter(cell -> !after.contains(cell)).forEach(CellHeartbeats::close);
    }

    /** A client has sent a heartbeat to this vantage. */
    public void publish(CheckName check, long atNanos) {
        cells.forEach(cell -> cell.publish(check, atNanos));
    }

    public boolean blind() {
        return blindTime.blind();
    }

    public double blindSeconds() {
        return blindTime.totalNanos(System.nanoTime()) / NANOS;
    }

    @Override
    public synchronized void close() {
        looks.shutdownNow();
        cells.forEach(CellHeartbeats::close);
    }
}
