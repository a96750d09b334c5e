package io.signalbox.probe.http;

import io.signalbox.contract.topology.Check;
import io.signalbox.probe.wire.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** One request and the judgement of its answer. Redirects are not followed: 301 is a status like any other. */
public final class HttpProtocol implements Dialogue.Protocol {

    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;
    private static final String USER_AGENT = "user-agent";

    private final Check.Http check;
    private final byte[] request;
    private final BodyPattern pattern;

    public HttpProtocol(Check.Http check) {
        this.check = check;
        this.request = request(check).getBytes(StandardCharsets.UTF_8);
        this.pattern = new BodyPattern(check.bodyContains());
    }

    @Override
    public Dialogue begin() {
        return new HttpDialogue(this, new ResponseReader(check.method().equals("HEAD"), pattern));
    }

    byte[] request() {
        return request;
    }

    boolean accepts(int status) {
        return check.accepts(status);
    }

    String accepted() {
        return check.statuses().stream()
                .map(range -> range.from() == range.to() ? "" + range.from() : range.from() + " to " + range.to())
                .collect(Collectors.joining(", "));
    }

    private static String request(Check.Http check) {
        var text = new StringBuilder();
        text.append(check.method()).append(' ').append(check.path()).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(authority(check)).append("\r\n");
        if (check.headers().keySet().stream().noneMatch(USER_AGENT::equalsIgnoreCase)) {
            text.append("User-Agent: signalbox-probe\r\n");
        }
        if (check.method().equals("POST")) {
            text.append("Content-Length: 0\r\n");
        }
        check.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("Accept: */*\r\nConnection: close\r\n\r\n").toString();
    }

    private static String authority(Check.Http check) {
        String host = check.host().contains(":") ? "[" + check.host() + "]" : check.host();
        boolean usual = check.port() == (check.secure() ? SECURE_PORT : PLAIN_PORT);
        return usual ? host : host + ":" + check.port();
    }
}
