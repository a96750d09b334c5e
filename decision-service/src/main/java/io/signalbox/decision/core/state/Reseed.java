package io.signalbox.decision.core.state;

import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.name.SiteName;

/**
 * Ends a mark: an operator reported that the site was seeded again, or the plan that set the mark ended before its
 * one-way step began. It is in force once the fence at the provider contains it.
 *
 * @param directive id of the directive, or of the plan
 * @param epoch epoch of the mark that it ends
 */
public record Reseed(String directive, SiteName site, long epoch, String who) {

    /** True if the known mark of the site already says the same, or is later. */
    public boolean isOver(Mark known) {
        return known.epoch() > epoch || known.epoch() == epoch && !known.isStale();
    }
}
