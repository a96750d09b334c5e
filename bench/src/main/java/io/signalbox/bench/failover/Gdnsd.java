package io.signalbox.bench.failover;

import io.signalbox.sandbox.process.ChildProcess;
import io.signalbox.sandbox.process.Ports;
import io.signalbox.sandbox.sites.DemoSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * gdnsd as a child process: an authoritative name server that checks two sites over HTTP and answers with the first one
 * that is up.
 */
final class Gdnsd implements AutoCloseable {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin/gdnsd"), Path.of("/usr/local/sbin/gdnsd"), Path.of("/usr/bin/gdnsd"));

    private final ChildProcess process;
    private final InetSocketAddress address;

    private Gdnsd(ChildProcess process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    static boolean installed() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    /** @param zone has only {@code host} */
    static Gdnsd start(
            Path directory, String host, String zone, DemoSite first, DemoSite second, CheckSettings settings) {
        int port = Ports.free();
        Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        try {
            Path zones = Files.createDirectories(directory.resolve("zones"));
            Files.writeString(zones.resolve(zone), """
                    $TTL 60
                    @   SOA ns1 hostmaster 1 7200 1800 259200 5
                    @   NS  ns1
                    ns1 A   127.0.0.1
                    %s DYNA simplefo!sites
                    """.formatted(host));
            Files.writeString(directory.resolve("config"), configuration(directory, port, first, second, settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var process = ChildProcess.start(
                "gdnsd",
                List.of(program.toString(), "-c", directory.toString(), "start"),
                Map.of(),
                directory,
                directory.resolve("gdnsd.log"));
        return new Gdnsd(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static String configuration(
            Path directory, int port, DemoSite first, DemoSite second, CheckSettings settings) {
        return """
                options => { listen => [ 127.0.0.1:%d ], run_dir => "%s/run", state_dir => "%s/state" }
                service_types => {
                  health => {
                    plugin => http_status, url_path => "%s", port => %d,
                    interval => %d, timeout => %d, down_thresh => %d, ok_thresh => %d, up_thresh => %d
                  }
                }
                plugins => {
                  simplefo => {
                    service_types => health,
                    sites => { primary => %s, secondary => %s }
                  }
                }
                """.formatted(
                        port,
                        directory,
                        directory,
                        CheckSettings.PATH,
                        first.uri().getPort(),
                        settings.interval().toSeconds(),
                        settings.timeout().toSeconds(),
                        settings.fall(),
                        settings.rise(),
                        settings.rise(),
                        first.address(),
                        second.address());
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.stop();
    }
}
