package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.util.concurrent.Future;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts attempts from this vantage, all with the same source address, name resolution and TLS. Thread-safe. */
public final class Network implements AutoCloseable {

    private final NetworkStack stack;

    /** @param source the local address of every connection; null to let the system choose */
    public Network(TlsClient tls, @Nullable InetAddress source) {
        this(tls, source, new NameResolver());
    }

    /** @param names closed together with the network */
    public Network(TlsClient tls, @Nullable InetAddress source, NameResolver names) {
        this(new NetworkStack(tls, source, names));
    }

    private Network(NetworkStack stack) {
        this.stack = stack;
    }

    /** The same network, with a listener for each attempt on a connection. Do not close it. */
    public Network withListeners(AttemptListener.Factory factory) {
        return new Network(stack.with(factory));
    }

    /** The same network without the topology's allowed addresses: it refuses all link-local ones. Do not close it. */
    public Network strict() {
        return new Network(stack.strict());
    }

    NetworkStack stack() {
        return stack;
    }

    /** Resolves all addresses of a name. */
    public Future<List<InetSocketAddress>> addresses(EventLoop loop, InetSocketAddress unresolved) {
        return stack.resolve(loop, unresolved, null);
    }

    /** The system's name servers, in the order in which they are asked for a name. */
    public DnsServerAddressStream nameServers(String name) {
        return stack.names().servers(name);
    }

    /** Starts one attempt. Call it on {@code loop}, where the listener is called too. */
    public void attempt(EventLoop loop, ProbeTarget target, CheckResult.Listener listener) {
        attempt(loop, target, new KnownAddresses(), listener);
    }

    /** Starts one attempt of a repeated check. @param known what earlier attempts know of the target's addresses */
    public void attempt(EventLoop loop, ProbeTarget target, KnownAddresses known, CheckResult.Listener listener) {
        InetSocketAddress only = target.only();
        if (only == null) {
            new MultiAddressAttempt(stack, loop, target, known, listener).begin();
        } else {
            var limits = target.route().limits();
            new ConnectionAttempt(stack, loop, target, only, limits, listener).begin(target.timeoutNanos());
        }
    }

    /** A checker that starts one attempt per probe. */
    public Checker checker(ProbeTarget target) {
        if (target.only() != null) {
            return (loop, listener) -> attempt(loop, target, listener);
        }
        var known = new KnownAddresses();
        return (loop, listener) -> attempt(loop, target, known, listener);
    }

    /** Sends one datagram and waits for its response. Call it on {@code loop}, where the listener is called too. */
    public void datagram(EventLoop loop, Datagram datagram, CheckResult.Listener listener) {
        new DatagramAttempt(stack, loop, datagram, listener).begin();
    }

    /** Sets the link-local addresses that probes may connect to from now on. */
    public void allow(AllowedAddresses addresses) {
        stack.allow(addresses);
    }

    /** The number of lookups that used the last known addresses because the name servers did not answer. */
    public long oldAddresses() {
        return stack.oldAddresses();
    }

    public TlsClient tls() {
        return stack.tls();
    }

    @Override
    public void close() {
        stack.close();
    }
}
