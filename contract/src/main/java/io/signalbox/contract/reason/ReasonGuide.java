package io.signalbox.contract.reason;

import java.util.Locale;

/**
 * What people need to know of a reason code.
 *
 * @param code stable, kebab-case, as in states, journal and metrics
 * @param meaning what is the case
 * @param next what Signalbox does because of it
 * @param todo what a person should do
 */
public record ReasonGuide(String code, Severity severity, String meaning, String next, String todo) {

    /** @param name of the constant that it explains */
    static ReasonGuide of(String name, Severity severity, String meaning, String next, String todo) {
        return new ReasonGuide(name.toLowerCase(Locale.ROOT).replace('_', '-'), severity, meaning, next, todo);
    }
}
