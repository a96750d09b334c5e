package io.signalbox.sandbox.container;

import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.sandbox.kafka.Security;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.ReferenceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * The image of the sandbox: {@code aws TOPOLOGY} is an account with a name server, {@code site NAME} a site, {@code certificates TOPOLOGY} a Kafka's authority,
 * {@code listens PORT}
 * the health check of all, and {@code ask NAME} prints the addresses that the name server beside it answers. Accepts connections from everywhere: run it in a network of your own.
 */
public final class ContainerMain {

    private static final String ANY = "0.0.0.0";
    private static final int API_PORT = 4566;
    private static final int DNS_PORT = 5353;
    private static final int SITE_PORT = 8080;
    private static final Path CERTIFICATES = Path.of("/certificates");
    private static final String BROKER = "kafka";
    private static final int BROKER_PORT = 9092;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PATIENCE_MILLIS = 2_000;

    private ContainerMain() {}

    public static void main(String[] arguments) throws InvalidTopologyException, IOException, InterruptedException {
        String command = arguments.length == 2 ? arguments[0] : "";
        switch (command) {
            case "aws" -> aws(Path.of(arguments[1]));
            case "site" -> DemoSite.start(arguments[1], ANY, SITE_PORT);
            case "certificates" -> certificates(Path.of(arguments[1]));
            case "listens" -> {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
                System.exit(listens(address) ? 0 : 1);
            }
            case "ask" -> {
                System.out.println(ask(arguments[1]));
                return;
            }
            default -> {
                System.err.println(
                        "expected: aws TOPOLOGY, site NAME, certificates TOPOLOGY, listens PORT or ask NAME");
                System.exit(2);
            }
        }
        System.out.println("ready: " + String.join(" ", arguments));
        Thread.currentThread().join();
    }

    private static void aws(Path topology) throws InvalidTopologyException {
        var _ = ContainerAccount.start(
                TopologySource.open(Optional.of(topology), System.getenv()).current(),
                new InetSocketAddress(ANY, API_PORT),
                new InetSocketAddress(ANY, DNS_PORT));
    }

    /** Issues all certificates, then lets Kafka start, and gives the principals their rights when it serves. */
    private static void certificates(Path topology) throws InvalidTopologyException, InterruptedException {
        var vantages = TopologySource.open(Optional.of(topology), System.getenv())
                .current()
                .vantages();
        var security = new Security(CERTIFICATES, List.copyOf(vantages), BROKER);
        ReferenceServer.start(ANY, SITE_PORT);
        while (!listens(new InetSocketAddress(BROKER, BROKER_PORT))) {
            Thread.sleep(PAUSE);
        }
        security.grant(BROKER + ":" + BROKER_PORT);
    }

    private static String ask(String name) throws IOException {
        var query = Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN));
        var resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT));
        return resolver.send(query).getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .collect(Collectors.joining(" "));
    }

    private static boolean listens(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            System.err.println(address + ": " + e);
            return false;
        }
    }
}
