package io.signalbox.sandbox.dns;

import io.signalbox.sandbox.process.ChildProcess;
import io.signalbox.sandbox.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A real BIND 9 ({@code named}) on loopback, in the foreground as a child process, with one zone that takes dynamic
 * updates. It must be installed.
 */
public final class Bind implements AutoCloseable {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin/named"), Path.of("/usr/local/sbin/named"), Path.of("/usr/bin/named"));

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final String ZONE = """
            $TTL 300
            @   SOA ns1 hostmaster 1 3600 600 86400 5
            @   NS  ns1
            ns1 A   127.0.0.1
            """;

    private final String zone;
    private final ChildProcess process;
    private final InetSocketAddress address;

    /**
     * A TSIG key of the algorithm {@code hmac-sha256}.
     *
     * @param secret in base64
     * @param mayChange the types of records that it may change, such as {@code A AAAA}; empty: none
     */
    public record Key(String name, String secret, String mayChange) {}

    private Bind(String zone, ChildProcess process, InetSocketAddress address) {
        this.zone = zone;
        this.process = process;
        this.address = address;
    }

    /** The executable; empty when none is in the usual places. */
    public static Optional<Path> installed() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    /**
     * Returns when the zone is served.
     *
     * @param directory for configuration, zone and log
     * @param zone without the final dot
     * @param records lines of the zone file, beside SOA and NS
     * @throws NoSuchElementException when BIND is not installed
     */
    public static Bind start(Path directory, String zone, List<Key> keys, List<String> records) {
        Path named = installed().orElseThrow();
        int port = Ports.free();
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("zone"), ZONE + String.join("\n", records) + "\n");
            Files.writeString(directory.resolve("named.conf"), configuration(directory, port, zone, keys));
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be written", e);
        }
        var process = ChildProcess.start(
                "named",
                List.of(named.toString(), "-g", "-n", "1", "-c", "named.conf"),
                Map.of(),
                directory,
                directory.resolve("named.log"));
        var bind = new Bind(zone, process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        bind.awaitServing();
        return bind;
    }

    private static String configuration(Path directory, int port, String zone, List<Key> keys) {
        String known = keys.stream()
                .map(key ->
                        "key \"%s\" { algorithm hmac-sha256; secret \"%s\"; };\n".formatted(key.name(), key.secret()))
                .collect(Collectors.joining());
        String grants = keys.stream()
                .filter(key -> !key.mayChange().isEmpty())
                .map(key -> "grant %s zonesub %s; ".formatted(key.name(), key.mayChange()))
                .collect(Collectors.joining());
        return known + """
                options {
                    directory "%s";
                    listen-on port %d { 127.0.0.1; };
                    listen-on-v6 { none; };
                    pid-file none;
                    recursion no;
                    notify no;
                    dnssec-validation no;
                };
                controls { };
                zone "%s" { type primary; file "zone"; update-policy { %s}; };
                """.formatted(directory.toAbsolutePath(), port, zone, grants);
    }

    private void awaitServing() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!serves()) {
            if (!process.alive() || System.nanoTime() - end > 0) {
                process.stop();
                throw new IllegalStateException("named does not serve " + zone + ", see " + process.log());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean serves() {
        try {
            return ask(zone, Type.SOA, Duration.ofSeconds(1)).getHeader().getFlag(Flags.AA);
        } catch (IOException _) {
            return false;
        }
    }

    private Message ask(String name, int type, Duration limit) throws IOException {
        var resolver = new SimpleResolver(address);
        resolver.setTimeout(limit);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN)));
    }

    /** The data of the records that it answers, sorted; of a TXT record the text. @param type of {@link Type} */
    public List<String> answers(String name, int type) {
        try {
            return ask(name, type, ANSWER).getSection(Section.ANSWER).stream()
                    .map(record -> record instanceof TXTRecord txt
                            ? String.join("", txt.getStrings())
                            : record.rdataToString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("named does not answer " + name + ", see " + process.log(), e);
        }
    }

    /** For queries and updates, over UDP and TCP. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.stop();
    }
}
