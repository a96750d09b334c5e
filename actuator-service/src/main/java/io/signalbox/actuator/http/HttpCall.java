package io.signalbox.actuator.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request.
 *
 * @param uri http or https, with a host
 * @param headers beside those that every request has; values of printable ASCII
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body) {

    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;

    public HttpCall {
        headers = new LinkedHashMap<>(headers);
        headers.forEach((name, value) -> {
            if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw new IllegalArgumentException(
                        "header " + name + ": expected printable ASCII, got other characters");
            }
        });
    }

    boolean secure() {
        return "https".equals(uri.getScheme());
    }

    int port() {
        int usual = secure() ? SECURE_PORT : PLAIN_PORT;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    /** A name, or an address without brackets. */
    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    byte[] bytes() {
        var head = new StringBuilder(method + " " + target() + " HTTP/1.1\r\n");
        head.append("Host: ").append(uri.getHost()).append(uri.getPort() < 0 ? "" : ":" + uri.getPort());
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        if (body.length > 0 || !method.equals("GET")) {
            head.append("\r\nContent-Length: ").append(body.length);
        }
        head.append("\r\nUser-Agent: signalbox\r\nConnection: close\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[first.length + body.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    private String target() {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath();
        String query = ascii.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }
}
