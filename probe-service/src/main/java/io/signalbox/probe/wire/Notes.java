package io.signalbox.probe.wire;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.signalbox.contract.evidence.ProbeResult;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** Is told what one attempt does, step by step, on its event loop. In everyday probing nobody listens. */
public interface Notes {

    /** Of an attempt that nobody wants to know about. */
    Notes NONE = new Notes() {};

    /** Whether what costs something to say is to be said. */
    default boolean wanted() {
        return false;
    }

    /** An address is known and is tried. */
    default void connecting(InetSocketAddress to) {}

    /** The connection stands. */
    default void connected(Channel channel) {}

    /** Hands are shaken, and the certificate is accepted. */
    default void secured(SslHandler tls) {}

    /** The certificate is not accepted. @param chain that was shown, the server's own first */
    default void rejected(List<X509Certificate> chain, String why) {}

    /** A request is sent. @param head its first line, then its headers, as they are sent: with secrets */
    default void asked(List<String> head) {}

    /** The first line of an answer, interim ones included. */
    default void answered(String statusLine) {}

    /** One header of that answer, as it came. */
    default void header(String name, String value) {}

    /** How much of a body was read. @param judgement of it, without anything that is in it */
    default void body(long bytes, String judgement) {}

    /** The attempt is over. */
    default void ended(ProbeResult result) {}

    /** Told of each attempt that begins. */
    @FunctionalInterface
    interface Taker {

        /** Takes none. */
        Taker NOBODY = _ -> NONE;

        Notes begin(Target target);
    }
}
