package io.signalbox.decision.core.machine;

import io.signalbox.contract.SiteName;
import java.time.Instant;

/**
 * What plans have failed to do without any effect. It is tried by another plan while it is wanted.
 *
 * @param plans how many have ended so far
 * @param notBefore when the next plan may begin
 */
public record Retry(SiteName to, MoveKind kind, int plans, Instant notBefore) {

    boolean isFor(SiteName target, MoveKind why) {
        return to.equals(target) && kind == why;
    }
}
