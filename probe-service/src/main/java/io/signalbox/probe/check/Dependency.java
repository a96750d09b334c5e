package io.signalbox.probe.check;

import java.net.Inet6Address;
import java.net.InetAddress;

/** A part of the vantage that a probe depends on. */
public enum Dependency {
    IPV4("IPv4"),
    IPV6("IPv6"),
    /** The system's name servers. */
    RESOLVER("resolver");

    private final String text;

    Dependency(String text) {
        this.text = text;
    }

    public static Dependency of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }

    @Override
    public String toString() {
        return text;
    }
}
