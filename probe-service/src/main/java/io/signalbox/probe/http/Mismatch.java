package io.signalbox.probe.http;

import io.signalbox.contract.evidence.Cause;

/** Why an answer is not the expected one. @param detail without anything of the answer that may be a secret */
record Mismatch(Cause cause, String detail) {}
