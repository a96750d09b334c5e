package io.signalbox.probe.app;

import io.signalbox.probe.once.InvalidRequestException;
import io.signalbox.probe.once.UrlAllowList;
import io.signalbox.probe.once.UrlCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Probes a local server before the measured check: class loading and compilation take longer than most networks do. */
final class ProbeWarmUp implements AutoCloseable {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nX-Rehearsal: 1\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_REQUEST = 4_096;

    private final ServerSocket server;

    private ProbeWarmUp() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("rehearsal").start(this::serve);
    }

    /** The outcome does not matter: the requested check runs anyway. */
    static void of(OnceChecks checks) {
        try (var rehearsal = new ProbeWarmUp()) {
            String place = rehearsal.server.getInetAddress().getHostAddress() + ":" + rehearsal.server.getLocalPort();
            var _ = checks.run(UrlCheck.of("http://" + place + "/", UrlAllowList.ANYWHERE))
                    .join();
            // The handshake fails, since the local server speaks no TLS.
            var _ = checks.run(UrlCheck.of("https://" + place + "/", UrlAllowList.ANYWHERE))
                    .join();
        } catch (IOException | InvalidRequestException _) {
            // No loopback interface.
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                int _ = socket.getInputStream().read(new byte[LARGEST_REQUEST]);
                socket.getOutputStream().write(ANSWER);
            } catch (IOException _) {
                // The client closed the connection, or the server is closed.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
