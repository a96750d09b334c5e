package io.signalbox.probe.wire;

import io.netty.channel.ChannelHandler;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.certificates.CertificateExpiry;
import org.jspecify.annotations.Nullable;

/** A probe on its own connection, as its dialogue sees it. */
public interface ProbeAttempt {

    /** Sends bytes, once the connection is open. */
    void send(byte[] bytes);

    /** Adds a codec, once the connection is open; the dialogue then receives no bytes. */
    void addCodec(ChannelHandler codec);

    /** Starts TLS on a plaintext connection; {@link ProbeDialogue#secured} follows. Once the connection is open. */
    void secure();

    /** The protocol that the server chose by ALPN; empty if it chose none, null without TLS. */
    @Nullable
    String applicationProtocol();

    /** When the server's certificates expire; null without TLS. */
    @Nullable
    CertificateExpiry expiry();

    /** Marks the start of the response, for codecs. Without a codec, the first byte marks it. */
    void answering();

    /**
     * Runs work that is too long for an event loop on another thread, then continues on the event loop unless the
     * attempt has ended. If too much work waits already, the attempt ends without a result.
     */
    void offLoop(Work work);

    /** Work for another thread. */
    @FunctionalInterface
    interface Work {

        /** @return how to continue on the event loop */
        Runnable run() throws MalformedMessageException;
    }

    /** Ends the attempt: the check passes. Further calls do nothing. */
    void passed();

    /** Ends the attempt: the check fails. Further calls do nothing. @param detail without secrets */
    void failed(Cause cause, String detail);

    /** True if the attempt has ended. */
    boolean over();

    /** The listener that records the steps of this attempt. */
    AttemptListener listener();
}
