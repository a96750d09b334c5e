package io.signalbox.probe.kind;

import io.signalbox.contract.topology.check.AddressUse;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.DualStackChecker;
import io.signalbox.probe.check.IpFamily;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.PerAddressChecker;
import io.signalbox.probe.wire.ProbeDialogue;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.TlsSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a kind needs to make the checker of one check.
 *
 * @param check of {@code configured}, with its own type
 * @param tlsClients for checks that name files of their own
 * @param latest results of the other checks
 */
public record CheckSetup<C extends Check>(
        ConfiguredCheck configured, C check, Network network, TlsClients tlsClients, LatestResults latest) {

    /** The site's host. */
    public String endpoint() {
        return configured.endpoint();
    }

    public Duration timeout() {
        return configured.probe().timeout();
    }

    /** The TLS client for the check's own host; null for the network's. */
    public @Nullable TlsClient tlsClient() {
        Tls tls = check.tls();
        return tls == null ? null : tlsClients.of(tls.files());
    }

    /** The check's host and port, with TLS if the check asks for it. */
    public ProbeTarget target(int port, ProbeDialogue.Protocol protocol) {
        return ProbeTarget.of(endpoint(), port, tlsSettings(), protocol, timeout());
    }

    private @Nullable TlsSettings tlsSettings() {
        Tls tls = check.tls();
        if (tls == null) {
            return null;
        }
        String name = tls.serverName().isEmpty() ? endpoint() : tls.serverName();
        return new TlsSettings(name, tlsClient(), tls.alpn());
    }

    /** One connection per probe, to the addresses that the check asks for. */
    Checker onConnection(int port, ProbeDialogue.Protocol protocol) {
        ProbeTarget target = target(port, protocol);
        return atAddresses(route -> network.checker(target.by(route)));
    }

    /** Applies {@code addresses} and {@code family} of the check. @param checker by one route */
    public Checker atAddresses(Function<Route, Checker> checker) {
        InetSocketAddress address = ProbeTarget.socketAddress(endpoint(), 0);
        Probe probe = configured.probe();
        Approach approach = probe.approach();
        if (approach.use() == AddressUse.ANY || !address.isUnresolved()) {
            return byFamily(checker);
        }
        return byFamily(route -> new PerAddressChecker(
                network,
                new PerAddressChecker.Name(address, route, timeout().toNanos()),
                new PerAddressChecker.Thresholds(probe.fall(), probe.rise()),
                approach.use() == AddressUse.ALL,
                checker));
    }

    /** Applies {@code family} of the check. @param checker by one route */
    public Checker byFamily(Function<Route, Checker> checker) {
        Approach approach = configured.probe().approach();
        return switch (approach.family()) {
            case ANY -> checker.apply(Route.of(approach, null));
            case IPV4 -> checker.apply(Route.of(approach, IpFamily.IPV4));
            case IPV6 -> checker.apply(Route.of(approach, IpFamily.IPV6));
            case BOTH ->
                new DualStackChecker(
                        checker.apply(Route.of(approach, IpFamily.IPV4)),
                        checker.apply(Route.of(approach, IpFamily.IPV6)));
        };
    }
}
