package io.signalbox.decision.core.state;

import io.signalbox.contract.topology.Plans;
import java.util.Locale;

/** Why a routing decision changes. */
public enum MoveKind {
    /** The service gets its first fence; no answer changes. */
    ADOPTION,
    /** Away from a site that is DOWN. */
    FAILOVER,
    /** Home to a better site, or away from a last resort. */
    FAILBACK,
    /** Where an operator wants it. */
    OVERRIDE,
    /** Away, for a drill. */
    DRILL,
    /** Home, after a drill. */
    RESTORE,
    /** Nowhere: what was ordered is written down for the other cells. */
    HOLD,
    /** Nowhere: a standby gets a part of the traffic, or no longer. */
    ADJUST,
    /** Nowhere: the fence at the provider was lost or rolled back, and is replaced. */
    READOPTION;

    /** Whether nobody asked for it: such a move needs leave and respects a freeze. */
    public boolean automatic() {
        return this == FAILOVER || this == FAILBACK;
    }

    /** As the public state and journal name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Which of the topology's plans it follows.
     *
     * @param home whether it leads to the preferred site
     * @param forced whether there is nothing to leave gracefully: the active site is DOWN, or a last resort
     */
    public Plans.Name plan(boolean home, boolean forced) {
        return switch (this) {
            case ADOPTION, FAILOVER, HOLD, ADJUST, READOPTION -> Plans.Name.FAILOVER;
            case FAILBACK, RESTORE -> home ? Plans.Name.FAILBACK : Plans.Name.FAILOVER;
            case DRILL -> Plans.Name.DRILL;
            case OVERRIDE -> forced ? Plans.Name.FAILOVER : home ? Plans.Name.FAILBACK : Plans.Name.SWITCHOVER;
        };
    }
}
