package io.signalbox.probe.app;

import io.signalbox.probe.once.AdHoc;
import io.signalbox.probe.once.Allowed;
import io.signalbox.probe.once.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A check of this process itself, before one that is measured: loading and compiling takes longer than most networks do. */
final class Rehearsal implements AutoCloseable {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nX-Rehearsal: 1\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_REQUEST = 4_096;

    private final ServerSocket server;

    private Rehearsal() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("rehearsal").start(this::serve);
    }

    /** Whatever comes of it: the check that is asked for does without, too. */
    static void of(OnceChecks checks) {
        try (var rehearsal = new Rehearsal()) {
            String place = rehearsal.server.getInetAddress().getHostAddress() + ":" + rehearsal.server.getLocalPort();
            var _ = checks.run(AdHoc.of("http://" + place + "/", Allowed.ANYWHERE))
                    .join();
            // Ends in the midst of the handshake, since nobody speaks TLS there.
            var _ = checks.run(AdHoc.of("https://" + place + "/", Allowed.ANYWHERE))
                    .join();
        } catch (IOException | Refusal _) {
            // No loopback to be had.
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                int _ = socket.getInputStream().read(new byte[LARGEST_REQUEST]);
                socket.getOutputStream().write(ANSWER);
            } catch (IOException _) {
                // It hung up, or all is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
