package io.signalbox.probe.tls;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.certificates.CertificateExpiry;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Passes if the handshake completes and the certificate chain is valid for long enough. Sends nothing after that. */
public final class HandshakeProtocol implements ProbeDialogue.Protocol, ProbeDialogue {

    private final Duration least;
    private final InstantSource clock;

    public HandshakeProtocol(Check.Handshake check, InstantSource clock) {
        this.least = Duration.ofDays(check.failDays());
        this.clock = clock;
    }

    public static CheckKind<Check.Handshake> kind(InstantSource clock) {
        return CheckKind.ofConnection(Check.Handshake.class, setup -> new HandshakeProtocol(setup.check(), clock));
    }

    @Override
    public ProbeDialogue begin() {
        return this;
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        CertificateExpiry shown = attempt.expiry();
        Instant expiry = shown == null ? null : shown.chain();
        if (expiry == null) {
            attempt.failed(Cause.PROTOCOL_ERROR, "the server sent no certificate");
        } else if (expiry.isBefore(clock.instant().plus(least))) {
            attempt.failed(
                    Cause.CERTIFICATE_EXPIRING,
                    "the chain is valid until " + expiry + ", expected at least " + least.toDays() + " days more");
        } else {
            attempt.passed();
        }
    }

    @Override
    public void received(ProbeAttempt attempt, ByteBuf bytes) {
        // The attempt has ended in opened().
    }

    @Override
    public void closed(ProbeAttempt attempt) {
        // The attempt has ended in opened().
    }
}
