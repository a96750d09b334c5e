package io.signalbox.probe.check;

import io.netty.resolver.ResolvedAddressTypes;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** A version of IP and its addresses. */
public enum IpFamily {
    IPV4("IPv4", ResolvedAddressTypes.IPV4_ONLY, Inet4Address.class),
    IPV6("IPv6", ResolvedAddressTypes.IPV6_ONLY, Inet6Address.class);

    private final String text;
    private final ResolvedAddressTypes types;
    private final Class<? extends InetAddress> addresses;

    IpFamily(String text, ResolvedAddressTypes types, Class<? extends InetAddress> addresses) {
        this.text = text;
        this.types = types;
        this.addresses = addresses;
    }

    public boolean has(InetAddress address) {
        return addresses.isInstance(address);
    }

    /** The record types to ask name servers for. */
    public ResolvedAddressTypes types() {
        return types;
    }

    @Override
    public String toString() {
        return text;
    }
}
