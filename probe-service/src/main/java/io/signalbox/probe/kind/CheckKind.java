package io.signalbox.probe.kind;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeDialogue;
import java.util.function.Function;

/**
 * One kind of check. Each kind declares itself in the class that implements it; {@code app.CheckKinds} lists them all.
 *
 * @param type of the check in the topology
 * @param factory makes the checker of one check, once per check and not per probe
 */
public record CheckKind<C extends Check>(Class<C> type, Function<CheckSetup<C>, Checker> factory) {

    /** A kind whose probe is one dialogue on one connection. */
    public static <C extends Check.OneConnection> CheckKind<C> ofConnection(
            Class<C> type, Function<CheckSetup<C>, ProbeDialogue.Protocol> protocol) {
        return new CheckKind<>(type, setup -> setup.onConnection(setup.check().port(), protocol.apply(setup)));
    }

    /** @param configured a check of this kind's type */
    public Checker checker(ConfiguredCheck configured, Network network, TlsClients tls, LatestResults latest) {
        C check = type.cast(configured.probe().check());
        return factory.apply(new CheckSetup<>(configured, check, network, tls, latest));
    }
}
