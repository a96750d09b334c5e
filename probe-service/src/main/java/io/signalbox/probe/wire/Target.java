package io.signalbox.probe.wire;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a probe goes and what it says there.
 *
 * @param address resolved when the host is an IP literal, otherwise looked up for each attempt
 * @param security how TLS begins; null without TLS
 * @param timeoutNanos for the whole attempt
 * @param route how it gets there
 */
public record Target(
        InetSocketAddress address,
        @Nullable Security security,
        Dialogue.Protocol protocol,
        long timeoutNanos,
        Route route) {

    public Target(
            InetSocketAddress address, @Nullable Security security, Dialogue.Protocol protocol, long timeoutNanos) {
        this(address, security, protocol, timeoutNanos, Route.USUAL);
    }

    /** @param host name or IP literal */
    public static Target of(
            String host, int port, Optional<String> serverName, Dialogue.Protocol protocol, Duration timeout) {
        var security = serverName.map(name -> new Security(name, null, List.of()));
        return of(host, port, security.orElse(null), protocol, timeout);
    }

    /** @param host name or IP literal @param security null without TLS */
    public static Target of(
            String host, int port, @Nullable Security security, Dialogue.Protocol protocol, Duration timeout) {
        return new Target(socketAddress(host, port), security, protocol, timeout.toNanos());
    }

    /** The same by another route. */
    public Target by(Route other) {
        return new Target(address, security, protocol, timeoutNanos, other);
    }

    /** The one address that it has; null for a name, whose addresses are to be looked up. */
    @Nullable
    InetSocketAddress only() {
        InetAddress pinned = route.pinned();
        if (pinned != null) {
            return new InetSocketAddress(pinned, address.getPort());
        }
        return address.isUnresolved() ? null : address;
    }

    /** Whether TLS begins with the connection, and not only when the dialogue says so. */
    boolean secureFromTheStart() {
        return security != null && !protocol.beginsPlain();
    }

    /** Host and port, for a person. */
    public String name() {
        return address.getHostString() + ":" + address.getPort();
    }

    /** @param host name, not looked up, or IP literal */
    public static InetSocketAddress socketAddress(String host, int port) {
        byte @Nullable [] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal == null) {
            return InetSocketAddress.createUnresolved(host, port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(literal), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + host + "\" is no IP address", e);
        }
    }
}
