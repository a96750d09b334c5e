package io.signalbox.contract.name;

/** The rule for every name: it must fit into a DNS label, a Kafka key, a metric label and a word of the fence. */
public final class Names {

    /** The form of a name, for error messages. */
    public static final String ALLOWED = "1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit";

    private static final int LONGEST = 63;

    private Names() {}

    /** Not a regular expression, since each observation contains five names. */
    public static boolean valid(String value) {
        int length = value.length();
        if (length == 0 || length > LONGEST || value.charAt(0) == '-' || value.charAt(length - 1) == '-') {
            return false;
        }
        for (int at = 0; at < length; at++) {
            char each = value.charAt(at);
            if (!(each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-')) {
                return false;
            }
        }
        return true;
    }

    static void require(String what, String value) {
        if (!valid(value)) {
            throw new IllegalArgumentException(what + " name \"" + value + "\": expected " + ALLOWED);
        }
    }
}
