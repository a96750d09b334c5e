package io.signalbox.sandbox.sites;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A web page with the site's name, {@code /healthz}, and orders that are stored with {@code PUT /orders/ID}. */
final class HttpConversation implements Conversation {

    private final String name;
    private final OrderBook orders;

    HttpConversation(String name, OrderBook orders) {
        this.name = name;
        this.orders = orders;
    }

    @Override
    public void hold(SocketChannel connection, Supplier<SiteMode> mode) {
        try {
            var in = new BufferedInputStream(Channels.newInputStream(connection));
            var out = Channels.newOutputStream(connection);
            Optional<RequestHead> head = RequestHead.read(in);
            while (head.isPresent() && answer(head.get(), mode.get(), in, out)) {
                head = RequestHead.read(in);
            }
        } catch (IOException _) {
            // The client closed the connection, or this site was closed.
            return;
        }
    }

    /** @return whether the connection stays open */
    private boolean answer(RequestHead head, SiteMode mode, InputStream in, OutputStream out) throws IOException {
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

    @Override
    public void close() {}
}
