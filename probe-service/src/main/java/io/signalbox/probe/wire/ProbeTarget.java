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
 * The target of a probe and the protocol to use there.
 *
 * @param address resolved when the host is an IP literal, else resolved for each attempt
 * @param security TLS settings; null without TLS
 * @param timeoutNanos of the whole attempt
 * @param route how to connect
 */
public record ProbeTarget(
        InetSocketAddress address,
        @Nullable TlsSettings security,
        ProbeDialogue.Protocol protocol,
        long timeoutNanos,
        Route route) {

    /** @param host name or IP literal */
    public static ProbeTarget of(
            String host, int port, Optional<String> serverName, ProbeDialogue.Protocol protocol, Duration timeout) {
        var security = serverName.map(name -> new TlsSettings(name, null, List.of()));
        return of(host, port, security.orElse(null), protocol, timeout);
    }

    /** @param host name or IP literal @param security null without TLS */
    public static ProbeTarget of(
            String host, int port, @Nullable TlsSettings security, ProbeDialogue.Protocol protocol, Duration timeout) {
        return new ProbeTarget(socketAddress(host, port), security, protocol, timeout.toNanos(), Route.USUAL);
    }

    /** The same target by another route. */
    public ProbeTarget by(Route other) {
        return new ProbeTarget(address, security, protocol, timeoutNanos, other);
    }

    /** The only address; null for a name, which needs a lookup. */
    @Nullable
    InetSocketAddress only() {
        InetAddress pinned = route.pinned();
        if (pinned != null) {
            return new InetSocketAddress(pinned, address.getPort());
        }
        return address.isUnresolved() ? null : address;
    }

    /** True if TLS starts with the connection, and not when the dialogue asks for it. */
    boolean secureFromTheStart() {
        return security != null && !protocol.beginsPlain();
    }

    /** True if the probe sends as soon as the connection is open, and does not wait for the server. */
    boolean speaksFirst() {
        return secureFromTheStart() || protocol.speaksFirst();
    }

    /** @param host name, which is not resolved, or IP literal */
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
