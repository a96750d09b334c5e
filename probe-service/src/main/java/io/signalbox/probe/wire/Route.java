package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.check.IpFamily;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt connects.
 *
 * @param limits stage timeouts; null for none, the usual case
 * @param family of the addresses to use; null for any
 * @param trusted whether the machine's own configuration names the target: then any address is allowed
 * @param pinned the only address to connect to; null for any of the name's
 */
public record Route(
        @Nullable StageTimeouts limits,
        @Nullable IpFamily family,
        boolean trusted,
        @Nullable InetAddress pinned) {

    public static final Route USUAL = new Route(null, null);
    /** To targets of the machine's own configuration, not of the topology. */
    public static final Route TRUSTED = new Route(null, null, true, null);

    public Route(@Nullable StageTimeouts limits, @Nullable IpFamily family) {
        this(limits, family, false, null);
    }

    public static Route of(Approach approach, @Nullable IpFamily family) {
        StageTimeouts limits = StageTimeouts.of(approach.timeouts());
        return limits == null && family == null ? USUAL : new Route(limits, family);
    }

    /** The same, to one address. */
    public Route to(InetAddress address) {
        return new Route(limits, family, trusted, address);
    }

    /** The same, to any address of a name. */
    public Route unpinned() {
        return pinned == null ? this : new Route(limits, family, trusted, null);
    }

    /** The limit for connecting: the stage timeout or the whole, whichever is shorter. */
    public long connect(long wholeNanos) {
        return limits == null || limits.connect() == 0 ? wholeNanos : Math.min(limits.connect(), wholeNanos);
    }

    /** Why an address is refused; null if it is allowed. */
    @Nullable
    Failure refusal(InetAddress address, AllowedAddresses allowed) {
        if (!trusted && allowed.refuse(address)) {
            return new Failure(
                    Cause.ADDRESS_REFUSED, address.getHostAddress() + " is link-local or a cloud metadata address");
        }
        return family == null || family.has(address)
                ? null
                : new Failure(Cause.RESOLVE_FAILED, "no " + family + " address: " + address.getHostAddress());
    }

    /** Why a name could not be resolved. */
    String unresolved(Throwable why) {
        return (family == null ? "" : "no " + family + " address: ") + why.getMessage();
    }
}
