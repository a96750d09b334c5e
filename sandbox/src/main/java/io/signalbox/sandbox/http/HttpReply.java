package io.signalbox.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One HTTP response. @param headers without Content-Length, which {@link HttpEndpoint} adds */
public record HttpReply(int status, Map<String, String> headers, byte[] body) {

    public static HttpReply empty(int status, Map<String, String> headers) {
        return new HttpReply(status, headers, new byte[0]);
    }

    public HttpReply with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new HttpReply(status, more, body);
    }

    /** @param type the Content-Type */
    public static HttpReply of(int status, String type, String body) {
        return new HttpReply(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }
}
