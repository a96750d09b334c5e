package io.signalbox.contract.topology.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of one family that begin with the same bits: {@code 169.254.171.0/24}, {@code fd00:ec2:80::/64}, or one address. It holds no
 * {@link InetAddress}, since native executables may not contain one from their build.
 *
 * @param length of an address in bits: 32 for IPv4, 128 for IPv6
 * @param bits how many bits are the same; 0 to {@code length}
 * @param high the first 64 bits of its first address; 0 for IPv4
 * @param low the last 64 bits of its first address; the whole address for IPv4
 */
public record AddressRange(int length, int bits, long high, long low) {

    public static final String FORM = "an IP address, or a range such as 169.254.171.0/24 whose other bits are 0";

    private static final int BITS = 8;
    private static final int MOST_DIGITS = 3;

    public AddressRange {
        if (bits < 0
                || bits > length
                || high != firstHigh(high, length - bits)
                || low != firstLow(low, length - bits)) {
            throw new IllegalArgumentException(text(length, high, low) + "/" + bits + ": expected " + FORM);
        }
    }

    private AddressRange(byte[] address, int bits) {
        this(address.length * BITS, bits, high(address), low(address));
    }

    public static AddressRange of(InetAddress one) {
        byte[] address = one.getAddress();
        return new AddressRange(address, address.length * BITS);
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
            return number ? new AddressRange(address.getAddress(), Integer.parseInt(bits)) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    /** @param address 4 or 16 bytes */
    boolean contains(byte[] address) {
        return address.length * BITS == length
                && firstHigh(high(address), length - bits) == high
                && firstLow(low(address), length - bits) == low;
    }

    private boolean isOneAddress() {
        return bits == length;
    }

    /** The first 64 bits without the last ones of the address. */
    private static long firstHigh(long high, int others) {
        return others >= 2 * Long.SIZE ? 0 : others <= Long.SIZE ? high : clear(high, others - Long.SIZE);
    }

    /** The last 64 bits without the last ones of the address. */
    private static long firstLow(long low, int others) {
        return others >= Long.SIZE ? 0 : clear(low, others);
    }

    /** @param last 0 to 63 */
    private static long clear(long bits, int last) {
        return bits >>> last << last;
    }

    private static long high(byte[] address) {
        return number(address, 0, address.length - Long.BYTES);
    }

    private static long low(byte[] address) {
        return number(address, Math.max(0, address.length - Long.BYTES), address.length);
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << BITS | bytes[i] & 0xff;
        }
        return number;
    }

    private static String text(int length, long high, long low) {
        byte[] whole =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        byte[] bytes = Arrays.copyOfRange(whole, whole.length - length / BITS, whole.length);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + length + " bits", e);
        }
    }

    @Override
    public String toString() {
        return text(length, high, low) + (isOneAddress() ? "" : "/" + bits);
    }
}
