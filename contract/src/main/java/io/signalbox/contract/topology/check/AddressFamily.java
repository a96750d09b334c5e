package io.signalbox.contract.topology.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The IP versions by which a probe connects to a name. */
public enum AddressFamily {
    /** Whichever the system prefers. */
    ANY,
    IPV4,
    IPV6,
    /** Both at once; both must pass. */
    BOTH;

    /** The kind of host that this IP version needs; null if the host fits. */
    @Nullable
    public String wants(String host) {
        boolean ipv4 = Hosts.ipv4(host);
        if (!ipv4 && !Hosts.ipv6(host)) {
            return null;
        }
        return switch (this) {
            case ANY -> null;
            case IPV4 -> ipv4 ? null : "a name or an IPv4 address";
            case IPV6 -> ipv4 ? "a name or an IPv6 address" : null;
            case BOTH -> "a name";
        };
    }

    /** The word in the topology. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
