package io.signalbox.probe.once;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/** Formats addresses. */
final class AddressText {

    private AddressText() {}

    /** Without the port. */
    static String host(InetSocketAddress address) {
        return address.isUnresolved() ? address.getHostString() : NetUtil.toAddressString(address.getAddress());
    }

    /** With the port. */
    static String text(InetSocketAddress address) {
        String host = host(address);
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
