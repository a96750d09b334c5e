package io.signalbox.decision.simulation;

/** What a world may have beside its faults: an act that is played once everything is at rest. */
enum Actor {
    /** Nobody decides for minutes, and sites change meanwhile. */
    RESTARTS(new Restarts(), 0.15, false),
    /** Databases are promoted: what a site left behind has is stale until a person seeds it again. */
    ONE_WAY(new Promotions(), 0.15, false),
    /** A fence is deleted at the provider, or an older one comes back. */
    ROLLBACKS(new Rollbacks(), 0.1, true),
    /** Another hand changes the traffic records. */
    DRIFT(new Drift(), 0.1, true),
    /** The clock of a broker or of a decision-service jumps. */
    CLOCKS(new ClockJumps(), 0.1, true),
    /** The provider takes no change for longer than plans last. */
    OUTAGES(new Outages(), 0.1, false),
    /** Observations are read late. */
    LAG(new Lag(), 0.1, false),
    /** Orders and sightings that no arithmetic survives. */
    POISON(new Poison(), 0.06, true),
    /** A task loses a transaction, and is revived beside what is left of its former life. */
    REVIVALS(new Revivals(), 0.06, true),
    /** A decision-service starts without its stores, or reads all orders anew. */
    LOSSES(new LostStores(), 0.1, true),
    /** What moves the traffic of some services instead of records is late, unreachable or gone, or tells an older decision. */
    SIGNALS(new Signals(), 0.12, true),
    /** Persons in all cells contradict each other, and the last one is right. */
    CONTRADICTIONS(new Contradictions(), 0.12, false),
    /** The site with the traffic dies during a drill without traffic. */
    REHEARSALS(new Rehearsals(), 0.2, false),
    /** The topology changes: a site moves, is renamed or taken out, or a service is. Last, since it may stay changed. */
    RELOAD(new Reload(), 0.1, true);

    private final Act act;
    private final double share;
    private final boolean rough;

    Actor(Act act, double share, boolean rough) {
        this.act = act;
        this.share = share;
        this.rough = rough;
    }

    Act act() {
        return act;
    }

    /** Of all worlds. */
    double share() {
        return share;
    }

    /** True if it breaks what a cell may rely on elsewhere, such as that no clock jumps. */
    boolean rough() {
        return rough;
    }

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
