package io.signalbox.contract.name;

import java.util.regex.Pattern;

/** The rule for every name: it must fit a DNS label, a Kafka key, a metric label and a word of the fence's text. */
public final class Names {

    /** The form of a name, for error messages. */
    public static final String ALLOWED = "1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit";

    private static final Pattern PATTERN = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Names() {}

    public static boolean valid(String value) {
        return PATTERN.matcher(value).matches();
    }

    static void require(String what, String value) {
        if (!valid(value)) {
            throw new IllegalArgumentException(what + " name \"" + value + "\": expected " + ALLOWED);
        }
    }
}
