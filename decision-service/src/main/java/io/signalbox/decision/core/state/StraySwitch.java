package io.signalbox.decision.core.state;

/**
 * A switch of a drill that was given up, and of which nobody has heard what became of it. The drill may be over before it is: where
 * the fence shows that it was taken after all, its traffic still has to come home.
 *
 * @param plan whose switch it is
 * @param epoch of the fence that it replaces: once that is replaced by anything else, it can no longer be taken
 * @param drill as it was
 */
public record StraySwitch(String plan, long epoch, Hold.Drill drill) {}
