package io.signalbox.decision.simulation;

/** Why a move is made, as its cell tells it in the journal. */
enum Reason {
    /** Its active site is said to be DOWN. */
    AWAY,
    /** To the preferred site or to whatever there is, since nothing else is fit. */
    IN_NEED,
    HOME,
    ORDERED,
    DRILL,
    RESTORE;

    static Reason of(String code) {
        return switch (code) {
            case "override" -> ORDERED;
            case "drill" -> DRILL;
            case "restore" -> RESTORE;
            case "failback-due", "leave-last-resort" -> HOME;
            case "all-down-primary", "last-resort" -> IN_NEED;
            default -> AWAY;
        };
    }

    boolean automatic() {
        return this == AWAY || this == IN_NEED || this == HOME;
    }
}
