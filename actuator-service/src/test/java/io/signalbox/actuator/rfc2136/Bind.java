package io.signalbox.actuator.rfc2136;

import static org.awaitility.Awaitility.await;

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
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A BIND 9 as a child process, with its own configuration. */
final class Bind implements UpdateServer {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin/named"), Path.of("/usr/local/sbin/named"), Path.of("/usr/bin/named"));

    private static final String ZONE = """
            $TTL 300
            @   SOA ns1 hostmaster 1 3600 600 86400 5
            @   NS  ns1
            ns1 A   127.0.0.1
            """;

    private final ChildProcess process;
    private final InetSocketAddress address;

    private Bind(ChildProcess process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    static Optional<Path> installed() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    static Bind start(Path directory) {
        int port = Ports.free();
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("example.com.zone"), ZONE);
            Files.writeString(directory.resolve("named.conf"), configuration(directory, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var process = ChildProcess.start(
                "named",
                List.of(installed().orElseThrow().toString(), "-g", "-n", "1", "-c", "named.conf"),
                Map.of(),
                directory,
                directory.resolve("named.log"));
        var bind = new Bind(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        await().atMost(Duration.ofSeconds(30)).until(bind::answers);
        return bind;
    }

    private static String configuration(Path directory, int port) {
        var text = new StringBuilder();
        Stream.of(KEY, ADMIN, READER)
                .forEach(key -> text.append(
                        "key \"%s\" { algorithm hmac-sha256; secret \"%s\"; };%n".formatted(key, SECRETS.get(key))));
        return text.append("""
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
                zone "example.com" {
                    type primary;
                    file "example.com.zone";
                    update-policy {
                        grant %s zonesub A AAAA CNAME TXT;
                        grant %s zonesub ANY;
                    };
                };
                """.formatted(directory, port, KEY, ADMIN)).toString();
    }

    private boolean answers() {
        if (!process.alive()) {
            throw new IllegalStateException("named has ended, see " + process.log());
        }
        try {
            var resolver = new SimpleResolver(address);
            resolver.setTimeout(Duration.ofSeconds(1));
            Message question =
                    Message.newQuery(Record.newRecord(Name.fromConstantString("example.com."), Type.SOA, DClass.IN));
            return resolver.send(question).getHeader().getFlag(Flags.AA);
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public String describe() {
        return "BIND, " + installed().orElseThrow();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.stop();
    }
}
