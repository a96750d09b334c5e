package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.util.concurrent.Future;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The vantage's side of every connection: source address, names, TLS, socket options. Thread-safe. */
public final class Network implements AutoCloseable {

    private static final int READ_BYTES = 4_096;
    /** Netty's own choice for datagrams; longer answers of name servers are asked for over TCP. */
    private static final int MESSAGE_BYTES = 2_048;

    private final TlsClient tls;
    private final @Nullable InetSocketAddress source;
    private final FixedRecvByteBufAllocator reads = new FixedRecvByteBufAllocator(READ_BYTES);
    private final RecvByteBufAllocator messages = new FixedRecvByteBufAllocator(MESSAGE_BYTES).maxMessagesPerRead(1);
    private final Names names;
    private final Notes.Taker notes;
    private final LongAdder oldAddresses;
    private volatile AllowedAddresses allowed = AllowedAddresses.NONE;

    /** @param source the local address of every connection; null to let the system choose */
    public Network(TlsClient tls, @Nullable InetAddress source) {
        this(tls, source, new Names());
    }

    /** @param names closed with it */
    public Network(TlsClient tls, @Nullable InetAddress source, Names names) {
        this.tls = tls;
        this.names = names;
        this.source = source == null ? null : new InetSocketAddress(source, 0);
        this.notes = Notes.Taker.NOBODY;
        this.oldAddresses = new LongAdder();
    }

    private Network(Network of, AllowedAddresses allowed, Notes.Taker notes) {
        this.tls = of.tls;
        this.source = of.source;
        this.names = of.names;
        this.allowed = allowed;
        this.notes = notes;
        this.oldAddresses = of.oldAddresses;
    }

    /** The same network, whose attempts on connections are told of. Not to be closed. */
    public Network noted(Notes.Taker taker) {
        return new Network(this, allowed, taker);
    }

    /** The same network, which goes to no refused address, whatever the topology allows. Not to be closed. */
    public Network strict() {
        return new Network(this, AllowedAddresses.NONE, notes);
    }

    Notes notes(Target target) {
        return notes.begin(target);
    }

    /** All addresses of a name, for a person. */
    public Future<List<InetSocketAddress>> addresses(EventLoop loop, InetSocketAddress unresolved) {
        return names.resolve(loop, unresolved, null);
    }

    /** The system's own, in the order in which they are asked for a name. */
    public DnsServerAddressStream nameServers(String name) {
        return names.servers(name);
    }

    /** Begins one attempt. To be called on {@code loop}, where the listener is told too. */
    public void attempt(EventLoop loop, Target target, Finding.Listener listener) {
        attempt(loop, target, new KnownAddresses(), listener);
    }

    /** The same by one who goes there again and again. @param known of the addresses of the target's name */
    public void attempt(EventLoop loop, Target target, KnownAddresses known, Finding.Listener listener) {
        InetSocketAddress only = target.only();
        if (only == null) {
            new NamedAttempt(this, loop, target, known, listener).begin();
        } else {
            new Attempt(this, loop, target, only, target.route().limits(), listener).begin(target.timeoutNanos());
        }
    }

    /** One attempt each time. */
    public Inquiry inquiry(Target target) {
        var known = new KnownAddresses();
        return (loop, listener) -> attempt(loop, target, known, listener);
    }

    /** Sends one datagram and waits for its answer. To be called on {@code loop}, where the listener is told too. */
    public void datagram(EventLoop loop, Datagram datagram, Finding.Listener listener) {
        new DatagramAttempt(this, loop, datagram, listener).begin();
    }

    /** Where connections may go from now on. */
    public void allow(AllowedAddresses addresses) {
        allowed = addresses;
    }

    /** Why nothing goes there; null where it may. */
    @Nullable
    Failure refusal(InetAddress address, Route route) {
        return route.refusal(address, allowed);
    }

    void tookOldAddress() {
        oldAddresses.increment();
    }

    /** How many probes went to addresses that the name servers had told earlier, since they told none. */
    public long oldAddresses() {
        return oldAddresses.sum();
    }

    public TlsClient tls() {
        return tls;
    }

    @Nullable
    InetSocketAddress source() {
        return source;
    }

    Future<List<InetSocketAddress>> resolve(EventLoop loop, InetSocketAddress unresolved, @Nullable Family family) {
        return names.resolve(loop, unresolved, family);
    }

    /** A socket that is gone at once when closed: thousands of probes a second must not leave ports in TIME_WAIT. */
    SocketChannel socket(InetAddress to) {
        var channel = Transport.best().socket(to);
        channel.config().setSoLinger(0).setConnectTimeoutMillis(0).setRecvByteBufAllocator(reads);
        return channel;
    }

    /**
     * One that is read one message at a time: its attempt may close it when it has read one, and Netty's epoll channel would go on
     * reading from the same number of a file, which may be another socket by then, and one that blocks.
     */
    DatagramChannel datagram() {
        var channel = Transport.best().datagram();
        channel.config().setRecvByteBufAllocator(messages);
        return channel;
    }

    @Override
    public void close() {
        names.close();
    }
}
