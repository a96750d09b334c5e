package io.signalbox.probe.http;

import io.signalbox.contract.topology.check.Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An HTTP/1.1 request. It does not accept compression, since nothing here decompresses. */
final class HttpRequest {

    static final String AGENT = "signalbox-probe";

    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;
    private static final String USER_AGENT = "user-agent";

    private HttpRequest() {}

    static byte[] bytes(Check.Http check) {
        byte[] body = body(check);
        byte[] head = head(check, body.length).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** The request line and the headers of {@link #bytes}. */
    static List<String> head(Check.Http check) {
        return head(check, body(check).length)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    static byte[] body(Check.Http check) {
        return check.details().body().getBytes(StandardCharsets.UTF_8);
    }

    private static String head(Check.Http check, int length) {
        var text = new StringBuilder();
        text.append(check.method()).append(' ').append(check.path()).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(authority(check)).append("\r\n");
        if (!namesItself(check)) {
            text.append("User-Agent: " + AGENT + "\r\n");
        }
        if (check.method().equals("POST") || check.method().equals("PUT")) {
            text.append("Content-Length: ").append(length).append("\r\n");
        }
        check.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("Accept: */*\r\nConnection: close\r\n\r\n").toString();
    }

    /** True if the check configures its own User-Agent. */
    static boolean namesItself(Check.Http check) {
        return check.headers().keySet().stream().anyMatch(USER_AGENT::equalsIgnoreCase);
    }

    static String authority(Check.Http check) {
        String host = check.host().contains(":") ? "[" + check.host() + "]" : check.host();
        boolean usual = check.port() == (check.secure() ? SECURE_PORT : PLAIN_PORT);
        return usual ? host : host + ":" + check.port();
    }
}
