package io.signalbox.probe.wire;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.signalbox.contract.evidence.ProbeResult;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** Receives the steps of one attempt, on its event loop. Scheduled probes have no listener; on-demand checks do. */
public interface AttemptListener {

    /** Ignores everything. */
    AttemptListener NONE = new AttemptListener() {};

    /** True if to call the methods whose arguments are costly to make. */
    default boolean enabled() {
        return false;
    }

    /** The attempt starts to connect to an address. */
    default void connecting(InetSocketAddress to) {}

    /** The connection is open. */
    default void connected(Channel channel) {}

    /** The TLS handshake is complete and the certificate is accepted. */
    default void secured(SslHandler tls) {}

    /** The certificate is rejected. @param chain as received, the server's own certificate first */
    default void rejected(List<X509Certificate> chain, String why) {}

    /** A request is sent. @param head its first line, then its headers; includes secrets */
    default void asked(List<String> head) {}

    /** The status line of a response, including interim responses. */
    default void answered(String statusLine) {}

    /** One header of that response, as received. */
    default void header(String name, String value) {}

    /** The size of the body read. @param judgement whether it is as expected; never quotes the body */
    default void body(long bytes, String judgement) {}

    /** One read held the event loop for longer than allowed. */
    default void heldLoop(long nanos) {}

    /** The attempt has ended. */
    default void ended(ProbeResult result) {}

    /** Makes a listener for each attempt. */
    @FunctionalInterface
    interface Factory {

        /** Gives each attempt {@link AttemptListener#NONE}. */
        Factory NONE = _ -> AttemptListener.NONE;

        /** @param target resolved when the host is an IP literal, else a name to look up */
        AttemptListener begin(InetSocketAddress target);
    }
}
