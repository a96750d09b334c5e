package io.signalbox.contract.topology;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts environment variables in the place of {@code ${NAME}} and {@code ${NAME:default}}. */
record Variables(Map<String, String> environment) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    /** The text with its references replaced; null when that is not possible, which {@code at} is told. */
    @Nullable
    String in(String text, Cursor at) {
        if (!text.contains("${")) {
            return text;
        }
        if (REFERENCE.matcher(text).replaceAll("").contains("${")) {
            at.problem("expected ${NAME} or ${NAME:default}, got " + at.shown());
            return null;
        }
        var replaced = new StringBuilder();
        boolean complete = true;
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            String value = environment.getOrDefault(matcher.group(1), matcher.group(2));
            if (value == null) {
                at.problem("the environment variable " + matcher.group(1) + " is not set");
                complete = false;
            }
            matcher.appendReplacement(replaced, value == null ? "" : Matcher.quoteReplacement(value));
        }
        return complete ? matcher.appendTail(replaced).toString() : null;
    }
}
