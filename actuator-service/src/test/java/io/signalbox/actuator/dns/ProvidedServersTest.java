package io.signalbox.actuator.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvidedServersTest {

    private static final HostedZone.Vpc NETWORK = new HostedZone.Vpc("vpc-1", "us-east-1");
    private static final InetSocketAddress FIRST = new InetSocketAddress("127.0.0.1", 5301);
    private static final InetSocketAddress SECOND = new InetSocketAddress("127.0.0.1", 5302);

    private final Route53 route53 = Route53.start(Pace.INSTANT);
    private final NameServer resolver = NameServer.resolver(route53, NETWORK);
    private final Map<String, InetSocketAddress> known = Map.of("ns-1.sandbox", FIRST, "ns-2.sandbox", SECOND);
    private final List<String> asked = new ArrayList<>();
    private final Provider provider = new Provider();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final ProvidedServers servers = new ProvidedServers(provider, new Known(), (_, _) -> {}, () -> now);

    private final class Known implements Addresses {
        @Override
        public List<InetSocketAddress> of(List<String> nameServers) {
            return known.keySet().containsAll(nameServers)
                    ? nameServers.stream().map(known::get).toList()
                    : List.of();
        }

        @Override
        public List<InetSocketAddress> resolvers() {
            return List.of(resolver.address());
        }
    }

    private final class Provider implements DnsProvider {
        private Optional<Details> details = Optional.empty();
        private Optional<ZoneUnavailableException> away = Optional.empty();

        @Override
        public Zone zone(String name, Duration limit) {
            throw new AssertionError("no records are read");
        }

        @Override
        public Optional<Details> details(String name, Duration limit) throws ZoneUnavailableException {
            asked.add(name);
            if (away.isPresent()) {
                throw away.get();
            }
            return details;
        }

        void says(List<String> nameServers) {
            away = Optional.empty();
            details = Optional.of(new Details("Z1", "example.com", nameServers, List.of(), Optional.empty()));
        }

        void isAway(FailureCause cause) {
            away = Optional.of(new ZoneUnavailableException(cause, "on purpose", true));
        }
    }

    @AfterEach
    void close() {
        resolver.close();
        route53.close();
    }

    @Test
    void asksTheDelegationSetOnceAnHour() {
        provider.says(List.of("ns-1.sandbox", "ns-2.sandbox"));

        assertThat(servers.of("example.com")).isEqualTo(new NameServers.Found(List.of(FIRST, SECOND), false));
        now = now.plus(Duration.ofMinutes(59));
        assertThat(servers.of("example.com").servers()).containsExactly(FIRST, SECOND);
        assertThat(asked).hasSize(1);

        provider.says(List.of("ns-2.sandbox"));
        now = now.plus(Duration.ofMinutes(1));
        assertThat(servers.of("example.com").servers()).containsExactly(SECOND);
    }

    @Test
    void asksTheResolversForAPrivateZone() {
        provider.says(List.of());

        assertThat(servers.of("Z1")).isEqualTo(new NameServers.Found(List.of(resolver.address()), true));
    }

    @Test
    void takesTheDelegationSetAndNotThePrivateZoneThatTheResolverKnows() {
        route53.createZone("example.com");
        route53.createPrivateZone("example.com", NETWORK);
        assertThat(NsRecords.of("example.com", List.of(resolver.address()))).containsExactly("ns-0.awsdns-00.com");
        provider.says(List.of("ns-1.sandbox"));

        assertThat(servers.of("example.com").servers()).containsExactly(FIRST);
    }

    @Test
    void asksTheNsRecordsOfANameWhileTheApiIsAway() {
        route53.createZone("example.com");
        provider.isAway(FailureCause.CONNECTION);
        assertThat(servers.of("example.com").servers()).containsExactly(FIRST);

        provider.says(List.of("ns-2.sandbox"));
        now = now.plus(Duration.ofMinutes(1));
        assertThat(servers.of("example.com").servers()).containsExactly(SECOND);
    }

    @Test
    void knowsNobodyForAnIdWhileTheApiIsAway() {
        route53.createZone("example.com");
        provider.isAway(FailureCause.CONNECTION);

        assertThat(servers.of("Z1").servers()).isEmpty();
        assertThat(servers.of("Z1").resolvers()).isFalse();
    }

    @Test
    void saysWhyNobodyIsKnown() {
        provider.isAway(FailureCause.ACCESS_DENIED);

        assertThat(servers.of("Z1").trouble()).isEqualTo("access-denied: on purpose");
        try (var queries = new DirectQueries(servers)) {
            var question = new Question("orders.example.com", RecordType.A);
            assertThat(queries.ask("Z1", List.of(question))).singleElement().satisfies(replies -> {
                assertThat(replies.server()).isEqualTo("zone Z1");
                assertThat(replies.replies().get(question))
                        .isEqualTo(new NotAnswered("its name servers are not known: access-denied: on purpose"));
            });
        }
    }

    @Test
    void knowsNobodyForANameOfSeveralZones() {
        route53.createZone("example.com");
        provider.isAway(FailureCause.ZONE_NOT_FOUND);

        assertThat(servers.of("example.com").servers()).isEmpty();
    }

    @Test
    void keepsWhatWasFoundWhenTheApiFailsLater() {
        provider.says(List.of("ns-2.sandbox"));
        assertThat(servers.of("example.com").servers()).containsExactly(SECOND);
        provider.isAway(FailureCause.CONNECTION);
        now = now.plus(Duration.ofHours(2));

        assertThat(servers.of("example.com").servers()).containsExactly(SECOND);
    }

    @Test
    void aServerWithoutAddressLeavesNoneToProveAnything() {
        provider.says(List.of("ns-1.sandbox", "ns-3.sandbox"));

        assertThat(servers.of("example.com").servers()).isEmpty();
    }
}
