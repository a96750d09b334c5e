package io.signalbox.decision.core.machine;

import java.util.List;

/** Codes of the alarms about a fence, and about a move or an order that the fence does not show as it should. */
final class FenceAlarms {

    static final String GONE = "fence-gone";
    static final String UNREADABLE = "fence-unreadable";
    static final String CHANGED = "fence-changed";
    static final String ROLLED_BACK = "fence-rolled-back";
    static final String JUMPED = "fence-jump";
    static final String UNPROVEN = "move-unproven";
    static final String UNFINISHED = "move-unfinished";
    static final String NOT_UNDONE = "step-not-undone";
    static final String UNPUBLISHED = "hold-unpublished";
    static final String UNADJUSTED = "split-unadjusted";

    /** While one of these is raised a switch could only be refused. */
    static final List<String> BLOCKING = List.of(GONE, UNREADABLE, CHANGED, ROLLED_BACK, JUMPED);

    private FenceAlarms() {}
}
