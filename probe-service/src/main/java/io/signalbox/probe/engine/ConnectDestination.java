package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.AddressUse;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.ConnectFailure;
import io.signalbox.probe.check.IpFamily;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.Route;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a check connects to, for comparison with failed connections of other checks.
 *
 * @param family of the addresses it may use; null for any
 * @param mostNanos connect timeout
 */
record ConnectDestination(
        InetSocketAddress address, @Nullable IpFamily family, long mostNanos) {

    /** Null for a check that does not fail with a single connection. */
    static @Nullable ConnectDestination of(ConfiguredCheck configured) {
        Approach approach = configured.probe().approach();
        boolean one = approach.family() != AddressFamily.BOTH && approach.use() == AddressUse.ANY;
        if (!one || !(configured.probe().check() instanceof Check.OneConnection check)) {
            return null;
        }
        return new ConnectDestination(
                ProbeTarget.socketAddress(configured.endpoint(), check.port()),
                family(approach.family()),
                Route.of(approach, null).connect(configured.probe().timeout().toNanos()));
    }

    private static @Nullable IpFamily family(AddressFamily family) {
        return switch (family) {
            case ANY, BOTH -> null;
            case IPV4 -> IpFamily.IPV4;
            case IPV6 -> IpFamily.IPV6;
        };
    }

    /** Reports, at once or later on the event loop, whether its addresses are those that failed. */
    void compare(ConnectFailure failure, Network network, EventLoop loop, Consumer<Boolean> then) {
        if (!address.isUnresolved()) {
            then.accept(same(List.of(address), failure));
            return;
        }
        var addresses = network.addresses(loop, address);
        addresses.addListener(_ -> then.accept(addresses.isSuccess() && same(addresses.getNow(), failure)));
    }

    private boolean same(List<InetSocketAddress> known, ConnectFailure failure) {
        List<InetSocketAddress> own = known.stream()
                .filter(each -> family == null || family.has(each.getAddress()))
                .toList();
        return Set.copyOf(own).equals(Set.copyOf(failure.to()));
    }
}
