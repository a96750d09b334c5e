package io.signalbox.actuator.core;

/**
 * The value of a TXT record in zone-file notation (RFC 1035, section 5.1): one or more strings in quotes, of at most 255
 * bytes each. Several strings are one text.
 */
final class TxtValue {

    private static final int LONGEST_STRING = 255;
    private static final int OCTAL_DIGITS = 3;

    private TxtValue() {}

    /** @param text of printable ASCII characters */
    static String of(String text) {
        var value = new StringBuilder();
        int from = 0;
        do {
            int to = Math.min(text.length(), from + LONGEST_STRING);
            value.append(from == 0 ? "\"" : " \"")
                    .append(text.substring(from, to).replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
            from = to;
        } while (from < text.length());
        return value.toString();
    }

    /** The text within a value; what stands between two strings is no part of it. */
    static String text(String value) {
        String found = value.strip();
        if (!found.startsWith("\"")) {
            return unescaped(found);
        }
        var text = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < found.length(); ) {
            char next = found.charAt(i);
            if (next == '"') {
                within = !within;
                i++;
            } else {
                int end = i + length(found, i);
                if (within || !Character.isWhitespace(next)) {
                    text.append(unescaped(found.substring(i, end)));
                }
                i = end;
            }
        }
        return text.toString();
    }

    /** The length of one character in Route 53's notation: backslash and three octal digits if it is not printable. */
    private static int length(String value, int at) {
        if (value.charAt(at) != '\\' || at + 1 == value.length()) {
            return 1;
        }
        return isOctal(value, at + 1) ? 1 + OCTAL_DIGITS : 2;
    }

    private static String unescaped(String value) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); ) {
            int length = length(value, i);
            text.append(
                    length > 2
                            ? (char) Integer.parseInt(value.substring(i + 1, i + length), 8)
                            : value.charAt(i + length - 1));
            i += length;
        }
        return text.toString();
    }

    private static boolean isOctal(String value, int from) {
        return from + OCTAL_DIGITS <= value.length()
                && value.substring(from, from + OCTAL_DIGITS).chars().allMatch(c -> c >= '0' && c <= '7');
    }
}
