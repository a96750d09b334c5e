package io.signalbox.actuator.http;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.contract.topology.check.Hosts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection to one address, which ends in time whatever the other side does. */
public final class BoundedConnection {

    /** Uses the connection while it is open. */
    public interface Conversation<T> {
        T with(Socket socket) throws IOException;
    }

    private BoundedConnection() {}

    /**
     * Connects, converses and closes.
     *
     * @param connecting the limit of connecting
     * @param limit of connecting and the conversation together
     * @throws SocketTimeoutException when a limit is over
     */
    public static <T> T hold(
            InetSocketAddress address, Duration connecting, Duration limit, Conversation<T> conversation)
            throws IOException {
        var over = new AtomicBoolean();
        try (var socket = new Socket()) {
            Thread guard = Thread.ofVirtual().start(() -> endAfter(limit, socket, over));
            try {
                long longest = Math.min(connecting.toMillis(), limit.toMillis());
                if (longest == 0) {
                    throw new SocketTimeoutException("no time was left");
                }
                socket.connect(address, (int) longest);
                return conversation.with(socket);
            } catch (IOException e) {
                if (over.get()) {
                    var late = new SocketTimeoutException("did not answer within " + limit.toMillis() + " ms");
                    late.initCause(e);
                    throw late;
                }
                throw e;
            } finally {
                guard.interrupt();
            }
        }
    }

    /** With a limit for each read, a peer that sends one byte at a time could go on for ever. */
    private static void endAfter(Duration limit, Socket socket, AtomicBoolean over) {
        long end = Deadline.after(limit);
        for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
        over.set(true);
        try {
            socket.close();
        } catch (IOException _) {
            // The caller closes it.
            return;
        }
    }

    /**
     * Begins TLS on a connection. The certificate must be one of {@code host}, whatever the address is.
     *
     * @param host a name, or an address without brackets
     */
    public static Socket secured(Socket plain, SSLSocketFactory tls, String host, int port) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        if (Hosts.literal(host) == null) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
