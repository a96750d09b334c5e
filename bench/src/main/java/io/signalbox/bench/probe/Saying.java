package io.signalbox.bench.probe;

/**
 * What a program says of a target.
 *
 * @param text in its own words
 */
record Saying(State state, String text) {

    /** What it comes to. */
    enum State {
        WORKS,
        FAILS,
        /** Says that it cannot tell. */
        UNDECIDED
    }

    boolean isWrong(TroubledTarget target) {
        return switch (state) {
            case WORKS -> !target.works();
            case FAILS -> target.works();
            case UNDECIDED -> false;
        };
    }
}
