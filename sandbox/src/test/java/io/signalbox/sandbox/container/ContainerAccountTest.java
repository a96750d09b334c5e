package io.signalbox.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.topology.reader.TopologySource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class ContainerAccountTest {

    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Path COMPOSE = Path.of("../infra/compose/topology.yaml");

    @Test
    void theNameServerKnowsTheZoneOfTheComposeFileAndNoNameInIt() throws Exception {
        try (var account = account()) {
            var resolver = new SimpleResolver(account.nameServer().address());
            var zone = resolver.send(Message.newQuery(Record.newRecord(Name.fromString("example.com."), Type.SOA, 1)));
            var name = resolver.send(
                    Message.newQuery(Record.newRecord(Name.fromString("orders.example.com."), Type.A, 1)));

            assertThat(zone.getSection(Section.ANSWER)).hasSize(1);
            assertThat(name.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        }
    }

    @Test
    void theUserOfTheActuatorMayReadItsZone() throws Exception {
        try (var account = account();
                var client = client(account.route53().endpoint(), ContainerAccount.ACTUATOR)) {
            String id = account.route53().zones().getFirst().id();

            assertThat(client.listResourceRecordSets(request -> request.hostedZoneId(id))
                            .resourceRecordSets())
                    .hasSize(2);
        }
    }

    @Test
    void aUserWithoutPolicyMayNothing() throws Exception {
        try (var account = account();
                var client = client(account.route53().endpoint(), "AKID-other")) {
            assertThatThrownBy(() -> client.listHostedZonesByName(request -> request.dnsName("example.com")))
                    .isInstanceOf(Route53Exception.class);
        }
    }

    private static ContainerAccount account() throws Exception {
        return ContainerAccount.start(
                TopologySource.open(Optional.of(COMPOSE), Map.of()).current(), FREE, FREE);
    }

    private static Route53Client client(URI endpoint, String accessKey) {
        return Route53Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(accessKey, ContainerAccount.SECRET)))
                .build();
    }
}
