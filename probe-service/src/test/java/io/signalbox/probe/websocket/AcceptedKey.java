package io.signalbox.probe.websocket;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a server answers to the key of an upgrade request. */
public final class AcceptedKey {

    private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)");

    private AcceptedKey() {}

    public static String of(byte[] request) {
        return of(new String(request, StandardCharsets.UTF_8));
    }

    public static String of(String request) {
        var key = KEY.matcher(request);
        if (!key.find()) {
            throw new IllegalArgumentException("a request without a key");
        }
        return WebSocketProtocol.accept(key.group(1));
    }
}
