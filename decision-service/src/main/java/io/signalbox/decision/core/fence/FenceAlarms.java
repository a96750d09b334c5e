package io.signalbox.decision.core.fence;

import java.util.List;

/** Codes of the alarms about a fence, and about a move or an order that the fence does not show as it should. */
public final class FenceAlarms {

    public static final String GONE = "fence-gone";
    public static final String UNREADABLE = "fence-unreadable";
    public static final String CHANGED = "fence-changed";
    static final String ROLLED_BACK = "fence-rolled-back";
    static final String JUMPED = "fence-jump";
    public static final String UNPROVEN = "move-unproven";
    public static final String UNFINISHED = "move-unfinished";
    public static final String NOT_UNDONE = "step-not-undone";
    public static final String UNPUBLISHED = "hold-unpublished";
    public static final String UNADJUSTED = "split-unadjusted";

    /** While one of these is raised a switch could only be refused. */
    public static final List<String> BLOCKING = List.of(GONE, UNREADABLE, CHANGED, ROLLED_BACK, JUMPED);

    private FenceAlarms() {}
}
