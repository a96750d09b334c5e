package io.signalbox.probe.websocket;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.ProbeDialogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** The upgrade request (RFC 6455), with a new key per attempt. */
public final class WebSocketProtocol implements ProbeDialogue.Protocol {

    public static final CheckKind<Check.WebSocket> KIND =
            CheckKind.ofConnection(Check.WebSocket.class, setup -> new WebSocketProtocol(setup.check()));

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;

    private final String request;
    private final boolean ping;

    public WebSocketProtocol(Check.WebSocket check) {
        this.request = request(check);
        this.ping = check.ping();
    }

    @Override
    public ProbeDialogue begin() {
        var random = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        String key = Base64.getEncoder().encodeToString(random);
        byte[] whole = (request + key + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return new WebSocketDialogue(whole, accept(key), ping);
    }

    /** The request without the key, which comes last. */
    private static String request(Check.WebSocket check) {
        var text = new StringBuilder();
        text.append("GET ").append(check.path()).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(authority(check)).append("\r\n");
        text.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        check.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("Sec-WebSocket-Key: ").toString();
    }

    private static String authority(Check.WebSocket check) {
        String host = check.host().contains(":") ? "[" + check.host() + "]" : check.host();
        boolean usual = check.port() == (check.tls() == null ? PLAIN_PORT : SECURE_PORT);
        return usual ? host : host + ":" + check.port();
    }

    /** The accept value for a key (section 4.2.2): proves that the server understood the request. */
    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
