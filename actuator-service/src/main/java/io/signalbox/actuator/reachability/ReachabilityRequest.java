package io.signalbox.actuator.reachability;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection to one address: connects, shakes hands for TLS and sends one HTTP request, the latter two where
 * wanted.
 */
record ReachabilityRequest(String hostname, Through through, SSLSocketFactory tls, AllowedAddresses allowed) {

    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;

    /** Returns when all parts have succeeded. */
    void hold(InetAddress address, Duration limit) throws IOException {
        if (allowed.refuse(address)) {
            throw new IOException("is an address of the machine's own link, or of a cloud's metadata, and not tried");
        }
        if (limit.toMillis() == 0) {
            throw new IOException("was not tried: no time was left");
        }
        var over = new AtomicBoolean();
        try (var socket = new Socket()) {
            Thread guard = Thread.ofVirtual().start(() -> endAfter(limit, socket, over));
            try {
                socket.connect(new InetSocketAddress(address, through.port()), (int) limit.toMillis());
                converse(through.secure() ? secured(socket) : socket);
            } catch (IOException e) {
                throw over.get() || e instanceof SocketTimeoutException
                        ? new IOException("did not answer within " + limit.toMillis() + " ms", e)
                        : new IOException(String.valueOf(e.getMessage()), e);
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

    private Socket secured(Socket plain) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, hostname, through.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(hostname)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void converse(Socket socket) throws IOException {
        Through.Request request = through.request();
        if (request != null) {
            socket.getOutputStream().write(text(request).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            int status = ResponseHead.status(socket.getInputStream());
            if (!request.accepts(status)) {
                throw new IOException("answers " + status + ", expected " + request.statuses());
            }
        }
    }

    private String text(Through.Request request) {
        boolean usual = through.port() == (through.secure() ? SECURE_PORT : PLAIN_PORT);
        return request.method() + " " + request.path() + " HTTP/1.1\r\nHost: " + hostname
                + (usual ? "" : ":" + through.port()) + "\r\nUser-Agent: signalbox-actuator\r\n"
                + (request.method().equals("POST") ? "Content-Length: 0\r\n" : "")
                + "Accept: */*\r\nConnection: close\r\n\r\n";
    }
}
