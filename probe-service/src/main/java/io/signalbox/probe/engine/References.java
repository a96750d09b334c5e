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
import io.signalbox.probe.core.ReferenceRound;
import io.signalbox.probe.dns.DnsInquiry;
import io.signalbox.probe.tcp.TcpProtocol;
import io.signalbox.probe.tls.HandshakeProtocol;
import io.signalbox.probe.wire.Dependency;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.Family;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.Security;
import io.signalbox.probe.wire.Target;
import io.signalbox.probe.wire.Undecided;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What this vantage looks at to know whether its own network works, all at once in rounds. Lives on one event loop. */
final class References {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final VantageName vantage;
    private final Network network;
    private final EventLoop loop;
    private List<Known> all = List.of();

    /** @param part of the vantage that it shows to work */
    private record Known(String name, Dependency part, Inquiry inquiry) {}

    References(VantageName vantage, Network network, EventLoop loop) {
        this.vantage = vantage;
        this.network = network;
        this.loop = loop;
    }

    void follow(List<VantageReference> wanted) {
        all = wanted.stream()
                .filter(reference -> reference.isFor(vantage))
                .map(reference -> new Known(reference.toString(), part(reference), inquiry(reference)))
                .toList();
    }

    boolean none() {
        return all.isEmpty();
    }

    /** Looks at all. @param ended told once what each part came to for which there are references */
    void look(Consumer<Map<Dependency, VantageHealth>> ended) {
        var round = new Round(ended);
        all.forEach(round::begin);
        round.conclude();
    }

    private static Dependency part(VantageReference reference) {
        return reference.ofResolver()
                ? Dependency.RESOLVER
                : reference.family() == AddressFamily.IPV6 ? Dependency.IPV6 : Dependency.IPV4;
    }

    private Inquiry inquiry(VantageReference reference) {
        Route route = new Route(null, family(reference.family()));
        return switch (reference.how()) {
            case How.Accepts(Reference at) ->
                network.inquiry(target(at, null, TcpProtocol.INSTANCE).by(route));
            case How.ShakesHands(Reference at, String serverName) -> {
                var check = new Check.Handshake(at.port(), new Tls(serverName, Tls.Files.NONE, List.of()), 0, 0);
                var protocol = new HandshakeProtocol(check, InstantSource.system());
                yield network.inquiry(target(at, new Security(serverName, null, List.of()), protocol)
                        .by(route));
            }
            case How.Answers(Reference server, String name) -> {
                var check = new Check.Dns(server, name, Check.DnsType.A, List.of(), false, true);
                yield new DnsInquiry(network, check, TIMEOUT, server == null ? Route.TRUSTED : route);
            }
        };
    }

    private static Target target(Reference at, @Nullable Security security, Dialogue.Protocol protocol) {
        return Target.of(at.host(), at.port(), security, protocol, TIMEOUT);
    }

    private static @Nullable Family family(AddressFamily family) {
        return switch (family) {
            case ANY, BOTH -> null;
            case IPV4 -> Family.IPV4;
            case IPV6 -> Family.IPV6;
        };
    }

    /** One round under way. */
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
            reference.inquiry().begin(loop, new Finding.Listener() {
                @Override
                public void found(Finding finding) {
                    switch (finding.result()) {
                        case ProbeResult.Passed _ -> part.passed();
                        case ProbeResult.Failed failed -> part.failed(reference.name() + " " + failed.cause());
                    }
                    conclude();
                }

                @Override
                public void undecided(Undecided why) {
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
