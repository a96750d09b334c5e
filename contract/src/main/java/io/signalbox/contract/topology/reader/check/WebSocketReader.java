package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.WebSocket;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a check of a WebSocket. @param hostname of the service: what is asked for unless told otherwise */
record WebSocketReader(String hostname) {

    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;

    @Nullable
    WebSocket read(Cursor at) {
        Fields fields = at.fields("port", "tls", "host", "path", "headers", "ping");
        String host = fields.optional("host", hostname, it -> it.text(Hosts.HOST, Hosts::host));
        Optional<Tls> secured = fields.optional("tls", Optional.empty(), new TlsReader(host)::choice);
        Integer port = fields.optional("port", secured.isEmpty() ? PLAIN_PORT : SECURE_PORT, Cursor::port);
        String path = fields.optional("path", "/", HttpReader::path);
        Map<String, String> headers = fields.optional("headers", Map.of(), WebSocketReader::headers);
        Boolean ping = fields.optional("ping", false, Cursor::bool);
        return fields.whole(() -> new WebSocket(port, secured.orElse(null), host, path, headers, ping));
    }

    private static @Nullable Map<String, String> headers(Cursor at) {
        Map<String, String> headers = HttpReader.headers(at);
        if (headers != null
                && headers.keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(
                                name -> name.startsWith("sec-websocket-") && !name.equals("sec-websocket-protocol"))) {
            at.problem("expected other headers: those that begin with Sec-WebSocket- are set by the prober,"
                    + " except Sec-WebSocket-Protocol");
        }
        return headers;
    }
}
