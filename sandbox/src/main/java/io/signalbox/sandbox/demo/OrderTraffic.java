package io.signalbox.sandbox.demo;

import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.OrderBook;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A customer who sends one order after the other to the site that the name leads to. */
final class OrderTraffic implements Traffic {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int CREATED = 201;

    private final World world;
    private final NameWatch names;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Thread customer = Thread.ofVirtual().name("customer").unstarted(this::run);
    private volatile @Nullable DemoSite last;
    private volatile boolean closed;

    private OrderTraffic(World world, NameWatch names) {
        this.world = world;
        this.names = names;
    }

    static OrderTraffic start(World world, NameWatch names) {
        var traffic = new OrderTraffic(world, names);
        traffic.customer.start();
        return traffic;
    }

    private void run() {
        for (int order = 0; !closed; order++) {
            send("order-" + order);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void send(String order) {
        Optional<DemoSite> site = world.sites().stream()
                .filter(each -> !names.changes().isEmpty()
                        && names.changes().getLast().addresses().equals(List.of(world.answer(each))))
                .findFirst();
        if (site.isEmpty()) {
            return;
        }
        URI uri = site.get().uri().resolve("orders/" + order);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == CREATED) {
                acknowledged.add(order);
                last = site.get();
            }
        } catch (IOException _) {
            // Not acknowledged: the customer knows that the order was not taken.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int acknowledged() {
        return acknowledged.size();
    }

    /** Orders that were acknowledged, and that the site with the traffic does not know. */
    @Override
    public long lost(DemoSite active) {
        OrderBook book = active.orders();
        return acknowledged.stream().filter(order -> !book.contains(order)).count();
    }

    @Override
    public boolean isServedBy(DemoSite site) {
        return site.equals(last);
    }

    @Override
    public void close() {
        closed = true;
        try {
            customer.join(PATIENCE.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        } finally {
            client.shutdownNow();
        }
    }
}
