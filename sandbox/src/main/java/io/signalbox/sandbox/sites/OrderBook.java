package io.signalbox.sandbox.sites;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The orders that one site has stored. Sites of one region copy an order before it is acknowledged; other sites get it some time later, if
 * this site still runs then. Thread-safe.
 */
public final class OrderBook implements AutoCloseable {

    private static final Duration LAG = Duration.ofMillis(200);

    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService copying = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("replication").factory());
    private volatile List<OrderBook> inRegion = List.of();
    private volatile List<OrderBook> elsewhere = List.of();
    private volatile boolean running = true;

    /** @param inRegion copies that are written before an order is acknowledged @param elsewhere copies that follow */
    void replicate(List<OrderBook> inRegion, List<OrderBook> elsewhere) {
        this.inRegion = List.copyOf(inRegion);
        this.elsewhere = List.copyOf(elsewhere);
    }

    /** Returns when the order may be acknowledged. */
    void store(String order) {
        orders.add(order);
        inRegion.forEach(copy -> copy.orders.add(order));
        var _ = copying.schedule(() -> copy(order), LAG.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void copy(String order) {
        if (running) {
            elsewhere.forEach(copy -> copy.orders.add(order));
        }
    }

    /** Whether the site runs. Orders that were not copied when it failed are never copied. */
    void running(boolean now) {
        running = now;
    }

    public boolean contains(String order) {
        return orders.contains(order);
    }

    @Override
    public void close() {
        copying.shutdownNow();
    }
}
