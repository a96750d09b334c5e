package io.signalbox.decision.core.state;

import io.signalbox.contract.topology.Plans;
import java.util.Locale;

/** Why a routing decision changes. */
public enum MoveKind {
    /** The service gets its first fence; no answer changes. */
    ADOPTION,
    /** Leaves a site that is DOWN. */
    FAILOVER,
    /** Goes to a better site, or leaves a last resort. */
    FAILBACK,
    /** Goes to the site that an operator ordered. */
    OVERRIDE,
    /** Moves the traffic to the target of a drill. */
    DRILL,
    /** Returns the traffic after a drill. */
    RESTORE,
    /** Moves no traffic: writes orders to the fence for the other cells. */
    HOLD,
    /** Moves no active site: a standby gets a part of the traffic, or stops getting it. */
    ADJUST,
    /** Moves no traffic: replaces a fence that was lost or rolled back. */
    READOPTION,
    /** Moves no traffic: a drill gives a standby the capacity of a failover. */
    RAISE,
    /** Moves no traffic: a drill puts that capacity back. */
    LOWER;

    /** True if it is an automatic move of the active site: it needs permission and respects a freeze. */
    public boolean automatic() {
        return this == FAILOVER || this == FAILBACK;
    }

    /** The name in the public state and the journal. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The topology's plan that this kind of move follows.
     *
     * @param home whether the target is the preferred site
     * @param forced whether the move cannot leave gracefully: the active site is DOWN, or a last resort
     */
    public Plans.Name plan(boolean home, boolean forced) {
        return switch (this) {
            case ADOPTION, FAILOVER, HOLD, ADJUST, READOPTION, RAISE, LOWER -> Plans.Name.FAILOVER;
            case FAILBACK, RESTORE -> home ? Plans.Name.FAILBACK : Plans.Name.FAILOVER;
            case DRILL -> Plans.Name.DRILL;
            case OVERRIDE -> forced ? Plans.Name.FAILOVER : home ? Plans.Name.FAILBACK : Plans.Name.SWITCHOVER;
        };
    }
}
