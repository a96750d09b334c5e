package io.signalbox.probe.wire;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.concurrent.Future;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.check.IpFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Sockets and their options, source address, name resolution and TLS of this machine. Thread-safe. */
final class NetworkStack {

    private static final int READ_BYTES = 4_096;
    /** After that many reads of one connection, the event loop serves the others. */
    private static final int READS_PER_TURN = 4;
    /** Netty's default for datagrams; longer DNS responses are requested over TCP. */
    private static final int MESSAGE_BYTES = 2_048;

    private final TlsClient tls;
    private final @Nullable InetSocketAddress source;
    private final RecvByteBufAllocator reads = reads();
    private final RecvByteBufAllocator messages = new FixedRecvByteBufAllocator(MESSAGE_BYTES).maxMessagesPerRead(1);
    private final NameResolver names;
    private final AttemptListener.Factory listeners;
    private final LongAdder oldAddresses;
    private final AtomicReference<AllowedAddresses> allowed;
    private final Workers workers;

    NetworkStack(TlsClient tls, @Nullable InetAddress source, NameResolver names) {
        this.tls = tls;
        this.names = names;
        this.source = source == null ? null : new InetSocketAddress(source, 0);
        this.listeners = AttemptListener.Factory.NONE;
        this.oldAddresses = new LongAdder();
        this.allowed = new AtomicReference<>(AllowedAddresses.NONE);
        this.workers = new Workers();
    }

    private NetworkStack(
            NetworkStack of, AtomicReference<AllowedAddresses> allowed, AttemptListener.Factory listeners) {
        this.tls = of.tls;
        this.source = of.source;
        this.names = of.names;
        this.allowed = allowed;
        this.listeners = listeners;
        this.oldAddresses = of.oldAddresses;
        this.workers = of.workers;
    }

    /** Not of Netty's own type, whose number of reads each new channel resets to 16. */
    private static RecvByteBufAllocator reads() {
        return new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(READS_PER_TURN)::newHandle;
    }

    NetworkStack with(AttemptListener.Factory factory) {
        return new NetworkStack(this, allowed, factory);
    }

    NetworkStack strict() {
        return new NetworkStack(this, new AtomicReference<>(AllowedAddresses.NONE), listeners);
    }

    AttemptListener listener(InetSocketAddress target) {
        return listeners.begin(target);
    }

    NameResolver names() {
        return names;
    }

    void allow(AllowedAddresses addresses) {
        allowed.set(addresses);
    }

    /** Why connecting to an address is refused; null if it is allowed. */
    @Nullable
    Failure refusal(InetAddress address, Route route) {
        return route.refusal(address, allowed.get());
    }

    void tookOldAddress() {
        oldAddresses.increment();
    }

    long oldAddresses() {
        return oldAddresses.sum();
    }

    Workers workers() {
        return workers;
    }

    void close() {
        names.close();
        workers.close();
    }

    TlsClient tls() {
        return tls;
    }

    @Nullable
    InetSocketAddress source() {
        return source;
    }

    Future<List<InetSocketAddress>> resolve(EventLoop loop, InetSocketAddress unresolved, @Nullable IpFamily family) {
        return names.resolve(loop, unresolved, family);
    }

    /** A new connection for a probe. @param speaksFirst whether it sends as soon as the connection is open */
    Channel connection(InetAddress to, boolean speaksFirst) {
        return Transport.best().probe(to, speaksFirst, reads);
    }

    /**
     * A datagram socket that reads one message at a time. An attempt may close it after the first message. Netty's
     * epoll channel would then read again from the same file descriptor, which may belong to another socket by then,
     * and block.
     */
    DatagramChannel datagram() {
        var channel = Transport.best().datagram();
        channel.config().setRecvByteBufAllocator(messages);
        return channel;
    }
}
