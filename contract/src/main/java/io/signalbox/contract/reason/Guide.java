package io.signalbox.contract.reason;

/**
 * What people need to know of a reason code.
 *
 * @param code stable, kebab-case, as in states, journal and metrics
 * @param meaning what is the case
 * @param next what Signalbox does because of it
 * @param todo what a person should do
 */
public record Guide(String code, Severity severity, String meaning, String next, String todo) {}
