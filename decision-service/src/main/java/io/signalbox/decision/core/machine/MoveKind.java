package io.signalbox.decision.core.machine;

/** Why a routing decision changes. */
public enum MoveKind {
    /** The service gets its first fence; no answer changes. */
    ADOPTION("adopted"),
    /** Away from a site that is DOWN. */
    FAILOVER("fails over"),
    /** Home to a better site, or away from a last resort. */
    FAILBACK("fails back"),
    /** Where an operator wants it. */
    OVERRIDE("is overridden");

    private final String words;

    MoveKind(String words) {
        this.words = words;
    }

    /** What the service does, for a sentence. */
    public String words() {
        return words;
    }

    /** Whether nobody asked for it: such a move needs leave and respects a freeze. */
    public boolean automatic() {
        return this == FAILOVER || this == FAILBACK;
    }
}
