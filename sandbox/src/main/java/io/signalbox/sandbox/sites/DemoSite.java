package io.signalbox.sandbox.sites;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * One site of a service: a web page with the site's name, {@code /healthz}, and orders that are stored with {@code PUT /orders/ID}. It can be broken while it runs.
 * Thread-safe.
 */
public final class DemoSite implements AutoCloseable {

    private final String name;
    private final TcpListener listener;
    private final OrderBook orders = new OrderBook();
    private volatile SiteMode mode = SiteMode.UP;

    private DemoSite(String name, String address, int port) {
        this.name = name;
        this.listener = new TcpListener(address, port, this::converse);
    }

    public static DemoSite start(String name, String address, int port) {
        var site = new DemoSite(name, address, port);
        site.listener.open();
        return site;
    }

    /**
     * Sites copy their orders to each other. Zones of one region do so before an order is acknowledged: their names differ in the last
     * letter only, as {@code us-west-2a} does.
     */
    public static void replicate(List<DemoSite> sites) {
        for (DemoSite site : sites) {
            Map<Boolean, List<OrderBook>> others = sites.stream()
                    .filter(other -> other != site)
                    .collect(Collectors.partitioningBy(
                            other -> other.region().equals(site.region()),
                            Collectors.mapping(DemoSite::orders, Collectors.toList())));
            site.orders.replicate(others.getOrDefault(true, List.of()), others.getOrDefault(false, List.of()));
        }
    }

    private String region() {
        return name.replaceFirst("(?<=[0-9])[a-z]$", "");
    }

    public String name() {
        return name;
    }

    public String address() {
        return listener.address().getAddress().getHostAddress();
    }

    public URI uri() {
        return URI.create("http://" + address() + ":" + port() + "/");
    }

    public int port() {
        return listener.address().getPort();
    }

    public OrderBook orders() {
        return orders;
    }

    public SiteMode mode() {
        return mode;
    }

    /** Takes effect before this returns, for new connections and for the next request on open ones. */
    public void become(SiteMode next) {
        mode = next;
        orders.running(next instanceof SiteMode.Up || next instanceof SiteMode.Slow);
        listener.blackhole(next instanceof SiteMode.Blackhole);
        if (next instanceof SiteMode.Refuse) {
            listener.close();
        } else {
            listener.open();
        }
    }

    /** Drops all packets from this source. */
    public void block(String sourceAddress) {
        listener.block(sourceAddress);
    }

    public void unblock(String sourceAddress) {
        listener.unblock(sourceAddress);
    }

    @Override
    public void close() {
        listener.close();
        orders.close();
    }

    private void converse(SocketChannel connection) {
        try {
            var in = new BufferedInputStream(Channels.newInputStream(connection));
            var out = Channels.newOutputStream(connection);
            Optional<RequestHead> head = RequestHead.read(in);
            while (head.isPresent() && answer(head.get(), in, out)) {
                head = RequestHead.read(in);
            }
        } catch (IOException _) {
            // The client closed the connection, or this site was closed.
            return;
        }
    }

    /** @return whether the connection stays open */
    private boolean answer(RequestHead head, InputStream in, OutputStream out) throws IOException {
        switch (mode) {
            case SiteMode.Up _ -> out.write(SitePage.of(name, head, orders));
            case SiteMode.Error _ -> out.write(SitePage.error(name, head));
            case SiteMode.Slow(Duration by) -> {
                sleep(by);
                out.write(SitePage.of(name, head, orders));
            }
            case SiteMode.Hang _, SiteMode.Blackhole _ -> {
                var _ = in.transferTo(OutputStream.nullOutputStream());
                return false;
            }
            case SiteMode.Refuse _ -> {
                return false;
            }
        }
        return head.keepAlive();
    }

    private static void sleep(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
