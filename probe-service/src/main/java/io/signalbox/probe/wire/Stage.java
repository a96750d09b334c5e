package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Cause;

/** The phases of an attempt in order, each with what it means when time runs out in it. */
enum Stage {
    RESOLVE(Cause.RESOLVE_FAILED),
    CONNECT(Cause.TIMEOUT_CONNECT),
    TLS(Cause.TIMEOUT_TLS),
    FIRST_BYTE(Cause.TIMEOUT_FIRST_BYTE),
    TRANSFER(Cause.TIMEOUT_TOTAL),
    OVER(Cause.OTHER);

    private final Cause timeout;

    Stage(Cause timeout) {
        this.timeout = timeout;
    }

    Cause timeout() {
        return timeout;
    }
}
