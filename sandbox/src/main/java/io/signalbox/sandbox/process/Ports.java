package io.signalbox.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports. Each is returned once in this process; another process may still take it first. */
public final class Ports {

    /**
     * System property, 1 or 2: the half of the port range that this process uses. Keeps two parallel processes apart.
     */
    public static final String HALF = "signalbox.ports.half";

    private static final int LOWEST = 15_000;
    private static final int MIDDLE = 23_500;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 100;
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** Free on 127.0.0.1. */
    public static int free() {
        return freeOn(List.of("127.0.0.1"));
    }

    /** A port that is free on each of these addresses. */
    public static int freeOn(Collection<String> addresses) {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = candidate();
            if (port > 0 && isFree(addresses, port) && TAKEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free on all of " + addresses
                + "; does this machine's loopback interface answer on all of 127.0.0.0/8, as Linux's does?");
    }

    /** Below the ephemeral range of client ports, so that a stopped server can get its port back. */
    private static int candidate() {
        int half = Integer.getInteger(HALF, 0);
        return ThreadLocalRandom.current().nextInt(half == 2 ? MIDDLE : LOWEST, half == 1 ? MIDDLE : HIGHEST);
    }

    private static boolean isFree(Collection<String> addresses, int port) {
        var held = new ArrayList<ServerSocket>();
        try {
            for (String address : addresses) {
                var socket = new ServerSocket();
                held.add(socket);
                socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            held.forEach(Ports::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the socket that tested a port", e);
        }
    }
}
