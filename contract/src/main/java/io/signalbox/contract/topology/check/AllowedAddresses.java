package io.signalbox.contract.topology.check;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Set;

/**
 * The addresses that probes may connect to: all, except link-local ones and those of cloud metadata and credentials,
 * unless they are listed here.
 */
public record AllowedAddresses(Set<InetAddress> named) {

    public static final AllowedAddresses NONE = new AllowedAddresses(Set.of());

    public static final String WHAT =
            "an address that is neither link-local nor one where clouds tell a machine its credentials";

    /** Amazon's services on the link (metadata, credentials, time), fd00:ec2::/32. */
    private static final int AWS = 0xfd00_0ec2;
    /** Alibaba's metadata, 100.100.100.200. */
    private static final int ALIBABA = 0x6464_64c8;
    /** The first 16 bits of 169.254.0.0/16 (RFC 3927). */
    private static final int LINK_LOCAL = 0xa9fe;
    /** The first 10 bits of fe80::/10 (RFC 4291), in the place of ten bits. */
    private static final int LINK_LOCAL_IPV6 = 0xfe80_0000 >>> 22;
    /** IPv4 through a translator, 64:ff9b::/96 (RFC 6052). */
    private static final int TRANSLATED = 0x0064_ff9b;

    private static final int BYTES = 4;
    private static final int BITS = 8;
    private static final int MAPPED = 0xffff;

    public AllowedAddresses {
        named = Set.copyOf(named);
    }

    /** True if the address is refused. */
    public boolean refuse(InetAddress address) {
        return isLocal(address) && !named.contains(address);
    }

    /** True if the host is a refused address; false for a name. */
    public boolean refuse(String host) {
        InetAddress literal = Hosts.literal(host);
        return literal != null && refuse(literal);
    }

    private static boolean isLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = word(bytes, 0);
        if (address instanceof Inet4Address) {
            return isLocal(first);
        }
        return first == AWS || first >>> 22 == LINK_LOCAL_IPV6 || embedsIpv4(bytes) && isLocal(word(bytes, 12));
    }

    private static boolean isLocal(int ipv4) {
        return ipv4 >>> 16 == LINK_LOCAL || ipv4 == ALIBABA;
    }

    private static boolean embedsIpv4(byte[] bytes) {
        int first = word(bytes, 0);
        int third = word(bytes, 8);
        return word(bytes, BYTES) == 0
                && (first == 0 && (third == 0 || third == MAPPED) || first == TRANSLATED && third == 0);
    }

    private static int word(byte[] bytes, int from) {
        int word = 0;
        for (int i = from; i < from + BYTES; i++) {
            word = word << BITS | bytes[i] & 0xff;
        }
        return word;
    }
}
