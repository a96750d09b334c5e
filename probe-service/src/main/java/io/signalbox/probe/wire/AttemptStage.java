package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Cause;

/** The stages of an attempt in order, each with the cause of its timeout. */
enum AttemptStage {
    RESOLVE(Cause.RESOLVE_FAILED),
    CONNECT(Cause.TIMEOUT_CONNECT),
    TLS(Cause.TIMEOUT_TLS),
    FIRST_BYTE(Cause.TIMEOUT_FIRST_BYTE),
    TRANSFER(Cause.TIMEOUT_TOTAL),
    OVER(Cause.OTHER);

    private final Cause timeout;

    AttemptStage(Cause timeout) {
        this.timeout = timeout;
    }

    Cause timeout() {
        return timeout;
    }
}
