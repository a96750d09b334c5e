package io.signalbox.contract.topology.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}} by environment variables. Equal texts become one object, since
 * thousands of checks have the same texts. Used for one reading.
 */
public final class Variables {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

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
        var missing = new ArrayList<String>();
        String replaced = replaced(text, environment, missing::add);
        missing.forEach(name -> problem.accept("the environment variable " + name + " is not set"));
        return missing.isEmpty() ? replaced : null;
    }

    /** True for what may stand between {@code ${} and }. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The text with the references that {@code values} have replaced; others stay. @param used gets the name of each that was replaced */
    public static String partly(String text, Map<String, String> values, Consumer<String> used) {
        return text.contains("${")
                ? REFERENCE.matcher(text).replaceAll(reference -> {
                    String value = values.get(reference.group(1));
                    if (value == null) {
                        return Matcher.quoteReplacement(reference.group());
                    }
                    used.accept(reference.group(1));
                    return Matcher.quoteReplacement(value);
                })
                : text;
    }

    /** True if the text has references, and all of them are well-formed. */
    static boolean isReferring(String text) {
        String rest = REFERENCE.matcher(text).replaceAll("");
        return rest.length() < text.length() && !rest.contains("${");
    }

    /** The text with {@code value} in place of each reference: for a check of its form. */
    static String with(String text, String value) {
        return REFERENCE.matcher(text).replaceAll(Matcher.quoteReplacement(value));
    }

    /** The text with its references replaced. @param missing gets the name of each variable that is not set */
    public static String replaced(String text, Map<String, String> environment, Consumer<String> missing) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            String value = environment.getOrDefault(reference.group(1), reference.group(2));
            if (value == null) {
                missing.accept(reference.group(1));
            }
            return value == null ? "" : Matcher.quoteReplacement(value);
        });
    }
}
