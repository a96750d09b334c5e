package io.signalbox.sandbox.sites;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One site of a service: a web page, or another conversation. It can be broken while it runs. Thread-safe. */
public final class DemoSite implements AutoCloseable {

    private final String name;
    private final TcpListener listener;
    private final OrderBook orders;
    private final Conversation conversation;
    private volatile SiteMode mode = SiteMode.UP;

    private DemoSite(String name, String address, int port, OrderBook orders, Conversation conversation) {
        this.name = name;
        this.orders = orders;
        this.conversation = conversation;
        this.listener = new TcpListener(address, port, connection -> conversation.hold(connection, this::mode));
    }

    /** A web page that takes orders. */
    public static DemoSite start(String name, String address, int port) {
        var orders = new OrderBook();
        return start(new DemoSite(name, address, port, orders, new HttpConversation(name, orders)));
    }

    /** A site that takes no orders. @param conversation closed with the site */
    public static DemoSite start(String name, String address, int port, Conversation conversation) {
        return start(new DemoSite(name, address, port, new OrderBook(), conversation));
    }

    private static DemoSite start(DemoSite site) {
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

    /** Closes the connections that are open. Clients may connect again. */
    public void disconnect() {
        listener.disconnect();
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
        conversation.close();
    }
}
