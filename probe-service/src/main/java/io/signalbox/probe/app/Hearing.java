package io.signalbox.probe.app;

import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.kafka.BeatLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Heartbeats of all vantages, by way of all cells; and whether this vantage could know of them. Thread-safe. */
final class Hearing implements AutoCloseable {

    private static final long LOOK_MILLIS = Duration.ofMillis(250).toMillis();
    private static final double NANOS = 1e9;

    private final Function<Cell, BeatLine> begin;
    private final BlindTime blindTime;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hearing").daemon().factory());
    private volatile List<BeatLine> lines = List.of();

    /** @param begin makes the line to a cell, and starts it */
    Hearing(Function<Cell, BeatLine> begin, BlindTime blindTime) {
        this.begin = begin;
        this.blindTime = blindTime;
    }

    /** @param well whether the vantage itself is */
    void start(BooleanSupplier well) {
        var _ = looks.scheduleWithFixedDelay(() -> look(well.getAsBoolean()), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What one cell knows is enough: every prober tells every cell. */
    private void look(boolean well) {
        long now = System.nanoTime();
        List<BeatLine> known = lines;
        boolean knows = known.isEmpty() || known.stream().anyMatch(line -> line.caughtUp(now));
        blindTime.now(!well || !knows, now);
    }

    /** Without a check that waits for heartbeats nothing is read. */
    synchronized void follow(Topology topology) {
        List<Cell> wanted = waitsForAny(topology) ? topology.cells() : List.of();
        List<BeatLine> before = lines;
        var after = new ArrayList<BeatLine>();
        for (Cell cell : wanted) {
            after.add(before.stream()
                    .filter(line -> line.cell().equals(cell))
                    .findFirst()
                    .orElseGet(() -> begin.apply(cell)));
        }
        lines = List.copyOf(after);
        before.stream().filter(line -> !after.contains(line)).forEach(BeatLine::close);
    }

    private static boolean waitsForAny(Topology topology) {
        return topology.services().stream()
                .flatMap(service -> service.sites().stream())
                .flatMap(site -> site.probes().stream())
                .anyMatch(probe -> probe.check() instanceof Check.Heartbeat);
    }

    /** A heartbeat has come here. */
    void tell(CheckName check, long atNanos) {
        lines.forEach(line -> line.tell(check, atNanos));
    }

    boolean blind() {
        return blindTime.blind();
    }

    double blindSeconds() {
        return blindTime.totalNanos(System.nanoTime()) / NANOS;
    }

    @Override
    public synchronized void close() {
        looks.shutdownNow();
        lines.forEach(BeatLine::close);
    }
}
