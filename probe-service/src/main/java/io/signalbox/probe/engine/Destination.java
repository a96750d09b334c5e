package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.AddressUse;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.wire.ConnectFailure;
import io.signalbox.probe.wire.Family;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.Target;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a check connects to, to be compared with where others could not.
 *
 * @param family of the addresses that it goes to; null for any
 * @param mostNanos how long a connection may take
 */
record Destination(InetSocketAddress address, @Nullable Family family, long mostNanos) {

    /** Null for a check whose failure to connect is not that of one connection. */
    static @Nullable Destination of(Watched watched) {
        Approach approach = watched.probe().approach();
        boolean one = approach.family() != AddressFamily.BOTH && approach.use() == AddressUse.ANY;
        if (!one || !(watched.probe().check() instanceof Check.OneConnection check)) {
            return null;
        }
        return new Destination(
                Target.socketAddress(watched.endpoint(), check.port()),
                family(approach.family()),
                Route.of(approach, null).connect(watched.probe().timeout().toNanos()));
    }

    private static @Nullable Family family(AddressFamily family) {
        return switch (family) {
            case ANY, BOTH -> null;
            case IPV4 -> Family.IPV4;
            case IPV6 -> Family.IPV6;
        };
    }

    /** Tells, at once or soon and on the event loop, whether its addresses are those that were tried. */
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
