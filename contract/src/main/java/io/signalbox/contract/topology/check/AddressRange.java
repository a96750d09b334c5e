package io.signalbox.contract.topology.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of one family that begin with the same bits: {@code 169.254.171.0/24}, {@code fd00:ec2:80::/64}, or one address.
 *
 * @param network its first address
 * @param bits how many bits are the same; 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressRange(InetAddress network, int bits) {

    public static final String FORM = "an IP address, or a range such as 169.254.171.0/24 whose other bits are 0";

    private static final int BITS = 8;
    private static final int MOST_DIGITS = 3;

    public AddressRange {
        if (bits < 0
                || bits > length(network)
                || !masked(network.getAddress(), bits).equals(network)) {
            throw new IllegalArgumentException(network.getHostAddress() + "/" + bits + ": expected " + FORM);
        }
    }

    public static AddressRange of(InetAddress one) {
        return new AddressRange(one, length(one));
    }

    /** Null when the text is none. */
    public static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = Hosts.literal(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        if (slash < 0) {
            return of(address);
        }
        String length = text.substring(slash + 1);
        boolean number = !length.isEmpty()
                && length.length() <= MOST_DIGITS
                && length.chars().allMatch(digit -> '0' <= digit && digit <= '9');
        try {
            return number ? new AddressRange(address, Integer.parseInt(length)) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    public boolean contains(InetAddress address) {
        return length(address) == length(network)
                && masked(address.getAddress(), bits).equals(network);
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * BITS;
    }

    private static InetAddress masked(byte[] address, int bits) {
        byte[] masked = Arrays.copyOf(address, address.length);
        for (int bit = bits; bit < masked.length * BITS; bit++) {
            masked[bit / BITS] &= (byte) ~(1 << BITS - 1 - bit % BITS);
        }
        try {
            return InetAddress.getByAddress(masked);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + masked.length + " bytes", e);
        }
    }

    @Override
    public String toString() {
        return network.getHostAddress() + (bits == length(network) ? "" : "/" + bits);
    }
}
