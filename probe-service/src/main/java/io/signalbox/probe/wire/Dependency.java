package io.signalbox.probe.wire;

import java.net.Inet6Address;
import java.net.InetAddress;

/** A part of the vantage without which a probe cannot tell what a site does. */
public enum Dependency {
    IPV4("IPv4"),
    IPV6("IPv6"),
    /** The system's name servers. */
    RESOLVER("resolver");

    private final String text;

    Dependency(String text) {
        this.text = text;
    }

    static Dependency of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }

    @Override
    public String toString() {
        return text;
    }
}
