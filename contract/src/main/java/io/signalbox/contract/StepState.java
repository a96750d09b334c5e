package io.signalbox.contract;

import java.util.Locale;

/** The state of a plan's step in the public state of a service. */
public enum StepState {
    WAITING,
    RUNNING,
    ASKING,
    DONE,
    FAILED,
    UNDOING,
    UNDONE;

    /** As in the state. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
