package io.signalbox.sandbox.aws;

/** The faults for the next requests to Route 53. */
public final class Faults extends FaultQueues<Operation> {}
