package io.signalbox.bench.faults;

/** A program's report about a target. @param text as the program prints it */
record MonitorReport(State state, String text) {

    /** The program's conclusion. */
    enum State {
        WORKS,
        FAILS,
        /** The program reports that it does not know. */
        UNDECIDED
    }

    boolean isWrong(FaultyTarget target) {
        return switch (state) {
            case WORKS -> !target.works();
            case FAILS -> target.works();
            case UNDECIDED -> false;
        };
    }
}
