package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.VantageReference;
import io.signalbox.contract.topology.VantageReference.How;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.Dependency;
import io.signalbox.probe.check.IpFamily;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.ReferenceRound;
import io.signalbox.probe.dns.DnsChecker;
import io.signalbox.probe.tls.HandshakeProtocol;
import io.signalbox.probe.wire.ConnectOnlyProtocol;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeDialogue;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.TlsSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks this vantage's references in rounds, to know whether its own network works. Runs on one event loop. */
final class ReferenceChecks {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final VantageName vantage;
    private final Network network;
    private final EventLoop loop;
    private List<Known> all = List.of();

    /** @param part the dependency that the reference proves to work */
    private record Known(String name, Dependency part, Checker checker) {}

    ReferenceChecks(VantageName vantage, Network network, EventLoop loop) {
        this.vantage = vantage;
        this.network = network;
        this.loop = loop;
    }

    void follow(List<VantageReference> wanted) {
        all = wanted.stream()
                .filter(reference -> reference.isFor(vantage))
                .map(reference -> new Known(reference.toString(), part(reference), checker(reference)))
                .toList();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Starts a round. @param ended called once, with the health of each dependency that has references */
    void startRound(Consumer<Map<Dependency, VantageHealth>> ended) {
        var round = new Round(ended);
        all.forEach(round::begin);
        round.conclude();
    }

    private static Dependency part(VantageReference reference) {
        return reference.ofResolver()
                ? Dependency.RESOLVER
                : reference.family() == AddressFamily.IPV6 ? Dependency.IPV6 : Dependency.IPV4;
    }

    private Checker checker(VantageReference reference) {
        Route route = new Route(null, family(reference.family()));
        return switch (reference.how()) {
            case How.Accepts(Reference at) ->
                network.checker(target(at, null, ConnectOnlyProtocol.INSTANCE).by(route));
            case How.ShakesHands(Reference at, String serverName) -> {
                var check = new Check.Handshake(at.port(), new Tls(serverName, Tls.Files.NONE, List.of()), 0, 0);
                var protocol = new HandshakeProtocol(check, InstantSource.system());
                yield network.checker(target(at, new TlsSettings(serverName, null, List.of()), protocol)
                        .by(route));
            }
            case How.Answers(Reference server, String name) -> {
                var check = new Check.Dns(server, name, Check.DnsType.A, List.of(), false, true);
                yield new DnsChecker(network, check, TIMEOUT, server == null ? Route.TRUSTED : route);
            }
        };
    }

    private static ProbeTarget target(Reference at, @Nullable TlsSettings security, ProbeDialogue.Protocol protocol) {
        return ProbeTarget.of(at.host(), at.port(), security, protocol, TIMEOUT);
    }

    private static @Nullable IpFamily family(AddressFamily family) {
        return switch (family) {
            case ANY, BOTH -> null;
            case IPV4 -> IpFamily.IPV4;
            case IPV6 -> IpFamily.IPV6;
        };
    }

    /** One running round. */
    private final class Round {

        private final Consumer<Map<Dependency, VantageHealth>> ended;
        private final Map<Dependency, ReferenceRound> parts = new EnumMap<>(Dependency.class);
        private boolean over;

        Round(Consumer<Map<Dependency, VantageHealth>> ended) {
            this.ended = ended;
            for (Dependency part : Dependency.values()) {
                int count =
                        (int) all.stream().filter(known -> known.part() == part).count();
                if (count > 0) {
                    parts.put(part, new ReferenceRound(count));
                }
            }
        }

        void begin(Known reference) {
            ReferenceRound part = Objects.requireNonNull(parts.get(reference.part()));
            reference.checker().begin(loop, new CheckResult.Listener() {
                @Override
                public void found(CheckResult checkResult) {
                    switch (checkResult.result()) {
                        case ProbeResult.Passed _ -> part.passed();
                        case ProbeResult.Failed failed -> part.failed(reference.name() + " " + failed.cause());
                    }
                    conclude();
                }

                @Override
                public void undecided(UndecidedReason why) {
                    part.failed(reference.name() + " " + why);
                    conclude();
                }
            });
        }

        private void conclude() {
            var verdicts = new EnumMap<Dependency, VantageHealth>(Dependency.class);
            parts.forEach((part, round) -> round.verdict().ifPresent(verdict -> verdicts.put(part, verdict)));
            if (!over && verdicts.size() == parts.size()) {
                over = true;
                ended.accept(verdicts);
            }
        }
    }
}
