package io.signalbox.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The network namespace of this process and its children, created by {@code bench/isolated}. */
final class IsolatedNetwork {

    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final Path RESERVED = Path.of("/proc/sys/net/ipv4/ip_local_reserved_ports");
    private static final Path CONNECTIONS = Path.of("/proc/self/net/tcp");
    private static final int LONGEST_SETTING = 4_096;
    private static final String SYN_SENT = "02";
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    private IsolatedNetwork() {}

    /** @throws IllegalStateException in a shared network, which must not be disturbed */
    static void require() {
        if (!Boolean.getBoolean("signalbox.bench.isolated")) {
            throw new IllegalStateException("this benchmark needs an isolated network: see bench/isolated");
        }
    }

    /** Reserves all ephemeral ports, so that no client gets a local port. */
    static void takePorts() {
        require();
        write(range().trim().replaceAll("\\s+", "-"));
    }

    static void givePorts() {
        write("");
    }

    private static void write(String ports) {
        try {
            Files.writeString(RESERVED, ports + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("ports cannot be reserved", e);
        }
    }

    /** The number of connections to this address in state SYN_SENT. */
    static long connecting(String address) {
        List<String> octets = List.of(address.split("\\.", -1));
        String hex = octets.reversed().stream()
                .map(octet -> "%02X".formatted(Integer.parseInt(octet)))
                .reduce("", String::concat);
        return connections().stream()
                .map(line -> line.trim().split("\\s+", -1))
                .filter(fields -> fields[REMOTE].startsWith(hex) && fields[STATE].equals(SYN_SENT))
                .count();
    }

    private static List<String> connections() {
        try {
            return Files.readAllLines(CONNECTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kernel settings must be read in one call, with a large enough buffer. */
    private static String range() {
        try (var in = Files.newInputStream(RANGE)) {
            byte[] text = new byte[LONGEST_SETTING];
            return new String(text, 0, in.read(text), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
