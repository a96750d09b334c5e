package io.signalbox.sandbox.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Checks an endpoint once, as a health checker of Route 53 does: 4 s to connect, 2 s to answer, 2xx and 3xx are
 * healthy, certificates are not verified.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
final class HealthChecker {

    private static final int CONNECT_MILLIS = 4_000;
    private static final int ANSWER_MILLIS = 2_000;
    private static final Pattern HEALTHY = Pattern.compile("HTTP/1\\.[01] ([23]\\d\\d)(?: .*)?");
    private static final SSLContext TLS = tls();

    private HealthChecker() {}

    /** @param detail the status text of GetHealthCheckStatus */
    record Response(boolean healthy, String detail) {}

    static Response check(HealthCheckConfig config) {
        try (var plain = new Socket()) {
            String host = config.ipAddress() == null ? String.valueOf(config.domainName()) : config.ipAddress();
            plain.connect(new InetSocketAddress(InetAddress.getByName(host), config.port()), CONNECT_MILLIS);
            plain.setSoTimeout(ANSWER_MILLIS);
            if (config.type().equals("TCP")) {
                return new Response(true, "Success: connection established");
            }
            try (var connection = config.type().equals("HTTPS") ? secured(plain, host, config.port()) : plain) {
                return request(connection, config, host);
            }
        } catch (IOException e) {
            return new Response(false, "Failure: " + e.getMessage());
        }
    }

    private static Response request(Socket connection, HealthCheckConfig config, String host) throws IOException {
        String path = config.resourcePath().startsWith("/") ? config.resourcePath() : "/" + config.resourcePath();
        String named = config.domainName() == null ? host : config.domainName();
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + named + ":" + config.port()
                + "\r\nUser-Agent: Amazon-Route53-Health-Check-Service\r\nConnection: close\r\n\r\n";
        connection.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        var answer =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String status = answer.readLine();
        if (status == null) {
            return new Response(false, "Failure: The connection was closed without an answer");
        }
        boolean healthy = HEALTHY.matcher(status).matches();
        return new Response(healthy, (healthy ? "Success" : "Failure") + ": " + status);
    }

    private static SSLSocket secured(Socket plain, String host, int port) throws IOException {
        return (SSLSocket) TLS.getSocketFactory().createSocket(plain, host, port, true);
    }

    private static SSLContext tls() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    private static final class AnyCertificate implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
