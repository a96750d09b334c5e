package io.signalbox.probe.wire;

import io.netty.handler.ssl.SslHandler;
import io.signalbox.probe.certificates.TlsClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings of an attempt.
 *
 * @param serverName the name that the certificate must be valid for
 * @param client null for the network's own client, which uses the system's trust store
 * @param alpn application protocols to offer; empty for those of the probe's protocol
 */
public record TlsSettings(String serverName, @Nullable TlsClient client, List<String> alpn) {

    public TlsSettings {
        alpn = List.copyOf(alpn);
    }

    SslHandler handler(TlsClient usual, ProbeDialogue.Protocol protocol) {
        return client(usual).handler(serverName, alpn.isEmpty() ? protocol.alpn() : alpn);
    }

    /** @param usual the client of the network */
    TlsClient client(TlsClient usual) {
        return client == null ? usual : client;
    }
}
