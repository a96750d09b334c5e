package io.signalbox.contract.topology.check;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of one family that begin with the same bits: {@code 169.254.171.0/24}, {@code fd00:ec2:80::/64}, or one address. It holds no
 * {@link InetAddress}, since native executables may not contain one from their build.
 *
 * @param length of an address in bits: 32 for IPv4, 128 for IPv6
 * @param bits how many bits are the same; 0 to {@code length}
 * @param network its first address, as a number
 */
public record AddressRange(int length, int bits, BigInteger network) {

    public static final String FORM = "an IP address, or a range such as 169.254.171.0/24 whose other bits are 0";

    private static final int BITS = 8;
    private static final int MOST_DIGITS = 3;

    public AddressRange {
        if (bits < 0 || bits > length || !first(network, length - bits).equals(network)) {
            throw new IllegalArgumentException(text(network, length) + "/" + bits + ": expected " + FORM);
        }
    }

    public static AddressRange of(InetAddress one) {
        return new AddressRange(length(one), length(one), number(one));
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
        String bits = text.substring(slash + 1);
        boolean number = !bits.isEmpty()
                && bits.length() <= MOST_DIGITS
                && bits.chars().allMatch(digit -> '0' <= digit && digit <= '9');
        try {
            return number ? new AddressRange(length(address), Integer.parseInt(bits), number(address)) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    public boolean contains(InetAddress address) {
        return length(address) == length
                && first(number(address), length - bits).equals(network);
    }

    private boolean isOneAddress() {
        return bits == length;
    }

    private static BigInteger first(BigInteger address, int others) {
        return address.shiftRight(others).shiftLeft(others);
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * BITS;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static String text(BigInteger address, int length) {
        byte[] bytes = new byte[length / BITS];
        byte[] digits = address.toByteArray();
        for (int i = 1; i <= Math.min(bytes.length, digits.length); i++) {
            bytes[bytes.length - i] = digits[digits.length - i];
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + length + " bits", e);
        }
    }

    @Override
    public String toString() {
        return text(network, length) + (isOneAddress() ? "" : "/" + bits);
    }
}
