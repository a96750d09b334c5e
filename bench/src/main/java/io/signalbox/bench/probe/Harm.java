package io.signalbox.bench.probe;

/** How a target fails, so that it must be found DOWN. */
enum Harm {
    /** All of its addresses accept, and say nothing. */
    SILENT,
    /** They reset the connection when asked. */
    DYING,
    /** They answer with an error. */
    FAILING,
    /** They swallow packets. */
    SWALLOWING,
    /** Its first address swallows packets. */
    ONE_SWALLOWING,
    /** It has no name any more. */
    NO_NAME,
    /** Its certificate has ended. */
    CERTIFICATE_ENDED;

    /** How its addresses behave then. */
    Manner manner() {
        return switch (this) {
            case SILENT -> Manner.SILENT;
            case DYING -> Manner.DYING;
            case FAILING -> Manner.FAILING;
            case SWALLOWING, ONE_SWALLOWING -> Manner.SWALLOWING;
            case NO_NAME, CERTIFICATE_ENDED -> Manner.WELL;
        };
    }
}
