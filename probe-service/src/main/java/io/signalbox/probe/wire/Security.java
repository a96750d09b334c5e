package io.signalbox.probe.wire;

import io.netty.handler.ssl.SslHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt shakes hands.
 *
 * @param serverName whose certificate is expected
 * @param client null for the network's own, which trusts what the system trusts
 * @param alpn the application protocols that are offered; empty for those of the protocol that is spoken
 */
public record Security(String serverName, @Nullable TlsClient client, List<String> alpn) {

    public Security {
        alpn = List.copyOf(alpn);
    }

    SslHandler handler(Network network, Dialogue.Protocol protocol) {
        return client(network).handler(serverName, alpn.isEmpty() ? protocol.alpn() : alpn);
    }

    TlsClient client(Network network) {
        return client == null ? network.tls() : client;
    }
}
