package io.signalbox.sandbox.aws;

/** What goes wrong with the next requests to Route 53. */
public final class Faults extends FaultQueues<Operation> {}
