package io.signalbox.sandbox.iam;

import java.util.regex.Pattern;

/**
 * The wildcards of policies: {@code *} for any characters, {@code ?} for one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
final class Wildcards {

    private static final int PARTS = 6;
    private static final int SERVICE = 2;

    private Wildcards() {}

    static boolean matches(String pattern, String text) {
        var regex = new StringBuilder();
        for (char each : pattern.toCharArray()) {
            regex.append(
                    switch (each) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(each));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    /** Part by part: no wildcard spans two parts, none stands for the service, and missing parts are {@code *}. */
    static boolean matchesArn(String pattern, String resource) {
        if (pattern.equals(AccessRequest.ANY)) {
            return true;
        }
        String[] wanted = pattern.split(":", PARTS);
        String[] found = resource.split(":", PARTS);
        if (found.length != PARTS) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean matches = i == SERVICE ? wanted[i].equals(found[i]) : matches(wanted[i], found[i]);
            if (!matches) {
                return false;
            }
        }
        return true;
    }
}
