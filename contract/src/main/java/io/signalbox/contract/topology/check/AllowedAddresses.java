package io.signalbox.contract.topology.check;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses that a process may connect to because of what a topology, a name or a server says: all, except link-local ones and
 * those of clouds on the link, unless they are listed here; and never those at which clouds hand out metadata and credentials. An IPv6
 * address is refused, too, if a translator or tunnel makes a refused IPv4 address of it.
 *
 * @param named the exceptions
 */
public record AllowedAddresses(Set<AddressRange> named) {

    public static final AllowedAddresses NONE = new AllowedAddresses(Set.of());

    public static final String WHAT =
            "an address that is neither link-local nor one where clouds tell a machine its credentials";

    /**
     * Metadata and credentials: of most clouds (169.254.169.254), Amazon ECS and EKS, Azure's host, Alibaba; then of Amazon EC2 and EKS,
     * Google, Oracle and OpenStack over IPv6.
     */
    private static final Set<AddressRange> METADATA = Stream.of(
                    "169.254.169.254",
                    "169.254.170.2",
                    "169.254.170.23",
                    "168.63.129.16",
                    "100.100.100.200",
                    "fd00:ec2::254",
                    "fd00:ec2::23",
                    "fd20:ce::254",
                    "fd00:c1::a9fe:a9fe",
                    "fe80::a9fe:a9fe")
            .map(AllowedAddresses::range)
            .collect(Collectors.toUnmodifiableSet());

    /** RFC 3927, RFC 4291, and Amazon's services on the link: metadata, credentials, time, VPC Lattice. */
    private static final List<AddressRange> LOCAL = ranges("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32");

    /** An IPv4 address in the last 32 bits: compatible (RFC 4291), translated (RFC 2765), NAT64 (RFC 6052, RFC 8215). */
    private static final List<AddressRange> IPV4_LAST =
            ranges("::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48");

    /** An IPv4 address in bits 16 to 47 (6to4, RFC 3056). */
    private static final AddressRange SIX_TO_FOUR = range("2002::/16");

    /** An IPv4 address in bits 48 to 63 and 72 to 87 (RFC 6052 with a prefix of 48 bits). */
    private static final AddressRange LOCAL_NAT64 = range("64:ff9b:1::/48");

    private static final int IPV4_BYTES = 4;

    public AllowedAddresses {
        named = Set.copyOf(named);
    }

    /** True if the address is refused. Called for each probe: an IPv4 address needs no search for others in it. */
    public boolean refuse(InetAddress address) {
        if (address instanceof Inet4Address) {
            return refuse(address, address);
        }
        InetAddress bare = bare(address);
        for (InetAddress each : meant(bare)) {
            if (refuse(each, bare)) {
                return true;
            }
        }
        return false;
    }

    /** @param each what something on the way may make of the address @param address without its interface */
    private boolean refuse(InetAddress each, InetAddress address) {
        byte[] bytes = each.getAddress();
        return contain(METADATA, bytes) || contain(LOCAL, bytes) && !contain(named, address.getAddress());
    }

    private static boolean contain(Iterable<AddressRange> ranges, byte[] address) {
        for (AddressRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** True if the range is one address of {@link #isMetadata}. */
    public static boolean isMetadata(AddressRange range) {
        return METADATA.contains(range);
    }

    /** True if the host is a refused address; false for a name. */
    public boolean refuse(String host) {
        InetAddress literal = Hosts.literal(host);
        return literal != null && refuse(literal);
    }

    /** True if no exception makes a process connect to it. */
    public static boolean isMetadata(InetAddress address) {
        return METADATA.contains(AddressRange.of(bare(address)));
    }

    /** The address, and the IPv4 addresses that something on the way may make of it. */
    private static List<InetAddress> meant(InetAddress address) {
        var meant = new ArrayList<InetAddress>();
        meant.add(address);
        byte[] bytes = address.getAddress();
        if (IPV4_LAST.stream().anyMatch(range -> range.contains(address))) {
            meant.add(ipv4(bytes, 12, 13, 14, 15));
        }
        if (SIX_TO_FOUR.contains(address)) {
            meant.add(ipv4(bytes, 2, 3, 4, 5));
        }
        if (LOCAL_NAT64.contains(address)) {
            meant.add(ipv4(bytes, 6, 7, 9, 10));
        }
        return meant;
    }

    private static InetAddress ipv4(byte[] bytes, int... at) {
        byte[] ipv4 = new byte[IPV4_BYTES];
        for (int i = 0; i < IPV4_BYTES; i++) {
            ipv4[i] = bytes[at[i]];
        }
        return address(ipv4);
    }

    /** Without the interface of a link-local address, which is part of its equality; an IPv4-mapped address as its IPv4 address. */
    private static InetAddress bare(InetAddress address) {
        return address instanceof Inet6Address ? address(address.getAddress()) : address;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }

    private static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AllowedAddresses::range).toList();
    }

    private static AddressRange range(String text) {
        return Objects.requireNonNull(AddressRange.parse(text), text);
    }
}
