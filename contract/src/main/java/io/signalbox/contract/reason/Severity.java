package io.signalbox.contract.reason;

/** The attention that a reason needs. */
public enum Severity {
    /** All is well. */
    INFO,
    /** A move, an order or a site waits, or was refused; a person may do something about it. */
    WAITS,
    /** A person has to look. */
    ALARM
}
