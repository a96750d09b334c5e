package io.signalbox.decision.core.state;

/**
 * A switch of a drill that was given up without a known outcome. The provider may accept it after the drill is over: if
 * the fence then shows it, its traffic must still be returned.
 *
 * @param plan id of the plan that sent the switch
 * @param epoch epoch of the fence that it replaces: once another fence replaces that one, it can no longer be accepted
 * @param drill the drill when the switch was given up
 */
public record StraySwitch(String plan, long epoch, Hold.Drill drill) {}
