package io.signalbox.bench.mass;

/** When the services are poisoned. */
enum Poisoning {
    NEVER,
    /** Before the actuators start, so that they can find the denied name before the move. */
    BEFORE_THE_START,
    /** The same, but the name is denied right before the move. */
    RIGHT_BEFORE_THE_MOVE
}
