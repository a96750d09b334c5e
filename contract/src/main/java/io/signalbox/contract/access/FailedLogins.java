package io.signalbox.contract.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The failed logins of each address, as one bucket each: {@link #BURST} at once, then one in each {@link #REFILL}. Remembers so many
 * addresses, and forgets the one that was used least recently. An IPv6 network of 64 bits counts as one address.
 */
public final class FailedLogins {

    static final int BURST = 30;
    static final Duration REFILL = Duration.ofSeconds(1);
    static final int MOST_ADDRESSES = 10_000;

    private static final Duration FULL = REFILL.multipliedBy(BURST);
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    /** When the bucket of each address is full again. */
    private final Map<String, Instant> fullAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** @param address literal */
    public synchronized void failed(String address, Instant now) {
        fullAt.merge(network(address), now.plus(REFILL), (before, first) -> later(before, now)
                .plus(REFILL));
    }

    /** True while the bucket of the address is empty. */
    public synchronized boolean isBlocked(String address, Instant now) {
        Instant full = fullAt.get(network(address));
        return full != null && full.isAfter(now.plus(FULL.minus(REFILL)));
    }

    synchronized int addresses() {
        return fullAt.size();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String network(String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) : address;
    }
}
