package io.signalbox.decision.core.state;

/**
 * The switch of a drill that was given up, and whose result is not known. The drill may end before it is known; if the
 * fence shows that the switch was accepted after all, traffic must still return.
 *
 * @param plan whose switch it is
 * @param epoch of the fence that it replaces: once another fence stands there, it cannot be accepted any more
 * @param drill the drill as it was
 */
public record StraySwitch(String plan, long epoch, Hold.Drill drill) {}
