package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Approach;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt gets where it goes.
 *
 * @param limits of single stages; null for none, as most have it
 * @param family of the addresses that are asked for and gone to; null for any
 * @param trusted whether the machine itself is set up to go there: then it may be any address
 * @param pinned the one address that is gone to, whatever others the name has; null for no such
 */
public record Route(
        @Nullable Limits limits,
        @Nullable Family family,
        boolean trusted,
        @Nullable InetAddress pinned) {

    public static final Route USUAL = new Route(null, null);
    /** To what no topology names, but the machine's own settings. */
    public static final Route TRUSTED = new Route(null, null, true, null);

    public Route(@Nullable Limits limits, @Nullable Family family) {
        this(limits, family, false, null);
    }

    public static Route of(Approach approach, @Nullable Family family) {
        Limits limits = Limits.of(approach.timeouts());
        return limits == null && family == null ? USUAL : new Route(limits, family);
    }

    /** The same to one address. */
    public Route to(InetAddress address) {
        return new Route(limits, family, trusted, address);
    }

    /** The same to wherever a name leads. */
    public Route unpinned() {
        return pinned == null ? this : new Route(limits, family, trusted, null);
    }

    /** The least of what the whole and the first byte may take. */
    public long firstByte(long wholeNanos) {
        return limits == null || limits.firstByte() == 0 ? wholeNanos : Math.min(limits.firstByte(), wholeNanos);
    }

    /** The least of what the whole and the connection may take. */
    public long connect(long wholeNanos) {
        return limits == null || limits.connect() == 0 ? wholeNanos : Math.min(limits.connect(), wholeNanos);
    }

    /** Why nothing goes to an address; null where it may. */
    @Nullable
    Failure refusal(InetAddress address, AllowedAddresses allowed) {
        if (!trusted && allowed.refuse(address)) {
            return new Failure(
                    Cause.ADDRESS_REFUSED,
                    address.getHostAddress() + " is link-local, or where clouds tell credentials");
        }
        return family == null || family.has(address)
                ? null
                : new Failure(Cause.RESOLVE_FAILED, "no " + family + " address: " + address.getHostAddress());
    }

    /** Why a name has not been resolved. */
    String unresolved(Throwable why) {
        return (family == null ? "" : "no " + family + " address: ") + why.getMessage();
    }
}
