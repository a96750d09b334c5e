package io.signalbox.cli;

import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.sts.Sts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A strict Route 53 with its name server, and two sites that accept connections. Nothing else runs. */
final class ProviderWorld implements AutoCloseable {

    static final SiteName EAST = new SiteName("us-east-1");
    static final SiteName WEST = new SiteName("us-west-2");
    static final CellName CELL = new CellName("us-east-1");

    final Route53 route53 = Route53.start(Pace.INSTANT);
    final HostedZone zone = route53.createZone("example.com");
    private final Sts sts = sts();
    private final NameServer nameServer = NameServer.start(route53, Map.of());
    private final ServerSocket east = listening("127.0.10.1", 0);
    private final ServerSocket west = listening("127.0.10.2", east.getLocalPort());
    private final Path file;

    /** @param more keys of the service, one a line */
    ProviderWorld(Path folder, String more) {
        String text = """
                cells:
                  - {name: us-east-1, bootstrap: "localhost:9092"}
                  - {name: eu-west-1, bootstrap: "localhost:9093"}
                vantages: [us-east-1, eu-west-1, us-west-2]
                services:
                  orders:
                    hostname: orders.example.com
                    dns: {zone: example.com, ttl: 60s}
                    sites:
                      - {name: us-east-1, priority: 1, address: {ipv4: [127.0.10.1]}}
                      - {name: us-west-2, priority: 2, address: {ipv4: [127.0.10.2]}}
                    probes: [{name: health, tcp: {port: %d}}]
                """.formatted(east.getLocalPort()) + more.indent(4);
        try {
            file = Files.writeString(folder.resolve("topology.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SDK reads its endpoint where it finds it, which is not the command's environment. */
    private static Sts sts() {
        var identities = new Identities();
        identities.addUserWithSecret("operator", "secret");
        Sts sts = Sts.start(identities);
        System.setProperty("aws.endpointUrlSts", sts.endpoint().toString());
        return sts;
    }

    private static ServerSocket listening(String address, int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.ofLiteral(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stopWest() {
        try {
            west.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String file() {
        return file.toString();
    }

    Topology topology() {
        try {
            return TopologySource.open(Optional.of(file), Map.of()).current();
        } catch (InvalidTopologyException e) {
            throw new IllegalStateException(e);
        }
    }

    Service service() {
        return topology().services().getFirst();
    }

    Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "QUARKUS_ROUTE53_ENDPOINT_OVERRIDE",
                route53.endpoint().toString(),
                "QUARKUS_ROUTE53_AWS_REGION",
                "us-east-1",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE",
                "static",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID",
                "operator",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY",
                "secret",
                "SIGNALBOX_ROUTE53_REQUESTS_PER_SECOND",
                "1000",
                "SIGNALBOX_DNS_SERVERS",
                "127.0.0.1:" + nameServer.address().getPort(),
                "SIGNALBOX_DNS_RESOLVERS",
                "127.0.0.1:" + nameServer.address().getPort()));
    }

    static Fence settled(long epoch, SiteName active) {
        return Fence.settled(epoch, active, "m" + epoch, CELL);
    }

    /** The records while the traffic is where the fence says. */
    void seed(Fence fence) {
        seed(fence, Records.of(service(), fence.active(), fence.split()));
    }

    void seed(Fence fence, List<RecordSet> traffic) {
        var all = new ArrayList<>(traffic);
        all.add(FenceRecord.of(service().hostname(), fence));
        zone.remove("orders.example.com", "A");
        zone.remove("_signalbox.orders.example.com", "TXT");
        zone.seed(all.stream().map(ResourceRecordSet::of).toList());
    }

    Set<ResourceRecordSet> traffic() {
        return zone.accepted().all().stream()
                .filter(ResourceRecordSet::isTraffic)
                .collect(Collectors.toSet());
    }

    Set<ResourceRecordSet> trafficAt(SiteName site) {
        return Records.of(service(), site).stream().map(ResourceRecordSet::of).collect(Collectors.toSet());
    }

    Fence fence() {
        String text = zone.accepted().all().stream()
                .filter(set -> set.type().equals("TXT"))
                .flatMap(set -> set.values().stream())
                .findFirst()
                .orElseThrow();
        return Fence.parse(text.replace("\" \"", "").replace("\"", ""));
    }

    List<Call> changes() {
        return route53.calls().stream()
                .filter(call -> call.operation() == Operation.CHANGE_RECORDS)
                .toList();
    }

    @Override
    public void close() {
        try {
            east.close();
            west.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        nameServer.close();
        sts.close();
        route53.close();
    }
}
