package io.signalbox.probe.tls;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Passes once hands are shaken and the server's certificate is accepted for long enough. Says nothing after that. */
public final class HandshakeProtocol implements Dialogue.Protocol, Dialogue {

    private final Duration least;
    private final InstantSource clock;

    public HandshakeProtocol(Check.Handshake check, InstantSource clock) {
        this.least = Duration.ofDays(check.failDays());
        this.clock = clock;
    }

    @Override
    public Dialogue begin() {
        return this;
    }

    @Override
    public void opened(Attempt attempt) {
        Expiry shown = attempt.expiry();
        Instant expiry = shown == null ? null : shown.chain();
        if (expiry == null) {
            attempt.failed(Cause.PROTOCOL_ERROR, "the server has shown no certificate");
        } else if (expiry.isBefore(clock.instant().plus(least))) {
            attempt.failed(
                    Cause.CERTIFICATE_EXPIRING,
                    "the chain is valid until " + expiry + ", expected at least " + least.toDays() + " days more");
        } else {
            attempt.passed();
        }
    }

    @Override
    public void received(Attempt attempt, ByteBuf bytes) {
        // Over since opened.
    }

    @Override
    public void closed(Attempt attempt) {
        // Over since opened.
    }
}
