package io.signalbox.probe.tcp;

import io.netty.buffer.ByteBuf;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;

/** Passes as soon as the connection stands. Says nothing. */
public enum TcpProtocol implements Dialogue.Protocol, Dialogue {
    INSTANCE;

    @Override
    public Dialogue begin() {
        return this;
    }

    @Override
    public void opened(Attempt attempt) {
        attempt.passed();
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
