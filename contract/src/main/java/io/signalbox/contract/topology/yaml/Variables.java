package io.signalbox.contract.topology.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}} by environment variables. Equal texts become one object, since
 * thousands of checks have the same texts. Made for one reading.
 */
public final class Variables {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private final Map<String, String> environment;
    private final Map<String, String> texts = new HashMap<>();

    public Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The text with its references replaced; null if that is not possible, which is reported. @param shown as a message shows it */
    @Nullable
    String in(String text, Supplier<String> shown, Consumer<String> problem) {
        if (!text.contains("${")) {
            return texts.computeIfAbsent(text, same -> same);
        }
        if (REFERENCE.matcher(text).replaceAll("").contains("${")) {
            problem.accept("expected ${NAME} or ${NAME:default}, got " + shown.get());
            return null;
        }
        var replaced = new StringBuilder();
        boolean complete = true;
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            String value = environment.getOrDefault(matcher.group(1), matcher.group(2));
            if (value == null) {
                problem.accept("the environment variable " + matcher.group(1) + " is not set");
                complete = false;
            }
            matcher.appendReplacement(replaced, value == null ? "" : Matcher.quoteReplacement(value));
        }
        return complete ? matcher.appendTail(replaced).toString() : null;
    }
}
