package io.signalbox.probe.wire;

import io.netty.buffer.ByteBuf;

/** Passes once the connection is open. Sends nothing. */
public enum ConnectOnlyProtocol implements ProbeDialogue.Protocol, ProbeDialogue {
    INSTANCE;

    @Override
    public ProbeDialogue begin() {
        return this;
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        attempt.passed();
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
