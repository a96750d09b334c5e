package io.signalbox.decision.core.state;

import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.name.SiteName;

/**
 * An operator has said that a site was seeded again; or a plan that marked it has ended without beginning its one-way step. It
 * is in force once a fence that says so stands at the provider.
 *
 * @param directive the operator's, or the plan's id
 * @param epoch of the mark that it ends
 */
public record Reseed(String directive, SiteName site, long epoch, String who) {

    /** Whether what is known of the site's data says the same, or has gone past it. */
    public boolean isOver(Mark known) {
        return known.epoch() > epoch || known.epoch() == epoch && !known.isStale();
    }
}
