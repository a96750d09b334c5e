package io.signalbox.actuator.reachability;

import io.signalbox.actuator.http.BoundedConnection;
import io.signalbox.actuator.http.ResponseHead;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        try {
            var _ = BoundedConnection.hold(new InetSocketAddress(address, through.port()), limit, limit, socket -> {
                converse(through.secure() ? BoundedConnection.secured(socket, tls, hostname, through.port()) : socket);
                return true;
            });
        } catch (SocketTimeoutException e) {
            throw new IOException("did not answer within " + limit.toMillis() + " ms", e);
        } catch (IOException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private void converse(Socket socket) throws IOException {
        Through.Request request = through.request();
        if (request != null) {
            socket.getOutputStream().write(text(request).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            int status = ResponseHead.read(new BufferedInputStream(socket.getInputStream()))
                    .status();
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
