package io.signalbox.probe.http;

import io.signalbox.contract.evidence.Cause;

/** Why a response is not as expected. @param detail never quotes secrets of the response */
record Mismatch(Cause cause, String detail) {}
