package io.signalbox.decision.core.machine;

import io.signalbox.contract.Reason;
import java.time.Instant;

/**
 * A plan is being given up.
 *
 * @param undo whether what it did is put back
 * @param stuck whether a person must look before anything automatic begins
 */
public record Ending(boolean undo, boolean stuck, Reason reason, Instant since) {}
