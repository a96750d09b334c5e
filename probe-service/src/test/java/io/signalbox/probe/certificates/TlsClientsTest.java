package io.signalbox.probe.certificates;

import static io.signalbox.probe.sites.Probing.cause;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.kind.CheckSetup;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.tls.HandshakeProtocol;
import io.signalbox.probe.wire.ProbeDialogue;
import io.signalbox.probe.wire.ProbeTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a topology that names files to a handshake with what they say. */
class TlsClientsTest {

    private static final String TOPOLOGY = """
            cells: [{name: us-west-2, bootstrap: "127.0.0.1:1"}]
            vantages: [us-east-1, eu-west-1]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [127.0.0.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [127.0.0.2]}}
                probes:
                  - {name: hands, tls: {port: %d, trust: %s}}
            """;

    @TempDir
    private static Path directory;

    private static Certificates certificates;
    private static Probing probing;

    private final TlsClients clients = new TlsClients();

    @BeforeAll
    static void make() {
        certificates = Certificates.usual();
        probing = new Probing();
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    private static Topology topology(int port, Path trust) throws IOException, InvalidTopologyException {
        return topology(TOPOLOGY.formatted(port, trust));
    }

    private static Topology topology(String text) throws IOException, InvalidTopologyException {
        Path file = Files.writeString(directory.resolve("topology.yaml"), text);
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    private CheckResult probe(Topology topology) {
        ConfiguredCheck first = ConfiguredCheck.in(topology).values().iterator().next();
        return probing.probe(
                switch (first.probe().check()) {
                    case Check.Http http -> target(first, http, new HttpProtocol(http));
                    case Check.Handshake tls -> target(first, tls, new HandshakeProtocol(tls, InstantSource.system()));
                    default -> throw new IllegalArgumentException(String.valueOf(first));
                });
    }

    private ProbeTarget target(ConfiguredCheck configured, Check.OneConnection check, ProbeDialogue.Protocol protocol) {
        return new CheckSetup<>(configured, check, probing.network(), clients, _ -> null)
                .target(check.port(), protocol);
    }

    private static Site site() {
        return new Site(certificates.server("good"), Site::hang);
    }

    @Test
    void probesTrustWhatTheFileSaysAndSoonWhatItSaysNow() throws Exception {
        Path trust = Files.writeString(directory.resolve("ca.pem"), certificates.pem("stranger"));
        try (var site = site()) {
            Topology topology = topology(site.port(), trust);
            assertThat(clients.follow(topology)).isEmpty();
            assertThat(cause(probe(topology))).isEqualTo(Cause.CERTIFICATE_UNTRUSTED);

            Files.writeString(trust, certificates.pem("good"));
            assertThat(clients.follow(topology)).isEmpty();
            assertThat(probe(topology).passed()).isTrue();
        }
    }

    @Test
    void soDoProbesOfHttp() throws Exception {
        Path trust = Files.writeString(directory.resolve("web.pem"), certificates.pem("good"));
        try (var site = new Site(certificates.server("good"), Site.answer(Site.ok("ok")))) {
            Topology topology = topology(TOPOLOGY.formatted(site.port(), trust)
                    .replace("tls: {port: ", "http: {secure: true, port: ")
                    .replace(", trust: " + trust, ", tls: {trust: " + trust + "}"));
            assertThat(clients.follow(topology)).isEmpty();

            assertThat(probe(topology).passed()).isTrue();
        }
    }

    @Test
    void aFileThatIsNotThereOrIsNoCertificateIsAProblemWithItsPlaceAndChangesNothing() throws Exception {
        Path trust = Files.writeString(directory.resolve("kept.pem"), certificates.pem("good"));
        try (var site = site()) {
            Topology topology = topology(site.port(), trust);
            assertThat(clients.follow(topology)).isEmpty();

            Files.delete(trust);
            assertThat(clients.follow(topology))
                    .containsExactly(
                            "services.orders, probe hands, trust: expected a file, got " + trust + ": there is none");
            Files.writeString(trust, "hunter2");
            assertThat(clients.follow(topology))
                    .singleElement()
                    .asString()
                    .startsWith("services.orders, probe hands, trust: expected certificates in PEM, got " + trust)
                    .doesNotContain("hunter2");
            assertThat(probe(topology).passed()).isTrue();
        }
    }

    @Test
    void whatSaysTheSameSharesOneClient() throws Exception {
        Path trust = Files.writeString(directory.resolve("shared.pem"), certificates.pem("good"));
        Topology topology = topology(443, trust);
        assertThat(clients.follow(topology)).isEmpty();

        assertThat(ConfiguredCheck.in(topology).values())
                .extracting(configured -> new CheckSetup<>(
                                configured, configured.probe().check(), probing.network(), clients, _ -> null)
                        .tlsClient())
                .hasSize(2)
                .containsOnly(clients.of(topology.services()
                        .getFirst()
                        .preferred()
                        .probes()
                        .getFirst()
                        .check()
                        .tls()
                        .files()));
    }

    @Test
    void whatIsSpecialInNothingIsTheNetworksOwn() {
        assertThat(clients.of(Tls.Files.NONE)).isNull();
    }
}
