package io.signalbox.contract.reason;

/** How much a reason asks of people. */
public enum Severity {
    /** Nothing is wrong. */
    INFO,
    /** A move, an order or a site waits, or was refused; a person may do something about it. */
    WAITS,
    /** A person has to look. */
    ALARM
}
