package io.signalbox.probe.once;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hides secrets in reports. */
public final class Redaction {

    public static final String HIDDEN = "(hidden)";

    /** Shorter values are no secrets, and would match everywhere. */
    private static final int SHORTEST = 4;

    /** Request headers that are shown; any other value may come from the environment. */
    private static final Set<String> PLAIN_REQUEST =
            Set.of("host", "user-agent", "accept", "connection", "content-length", "content-type");

    private static final Pattern TELLING =
            Pattern.compile("auth|cookie|token|key|secret|passw|pwd|session|signature|credential|csrf|sig$|^code$");
    private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;#\\s]+)=([^&;#\\s]*)");
    private static final Pattern USER = Pattern.compile("//[^/@\\s]*@");

    private final List<String> values;

    /** @param values hidden wherever they occur */
    public Redaction(Collection<String> values) {
        this.values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Adds values to hide. */
    public Redaction and(Collection<String> more) {
        return new Redaction(Stream.concat(values.stream(), more.stream()).toList());
    }

    /** Redacts a request's first line and headers. */
    List<String> request(List<String> head) {
        return head.stream()
                .map(line -> head.getFirst().equals(line) ? text(line) : requestHeader(line))
                .toList();
    }

    private String requestHeader(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        return PLAIN_REQUEST.contains(name.toLowerCase(Locale.ROOT)) ? text(line) : name + ": " + HIDDEN;
    }

    /** Redacts a response header. */
    String header(String name, String value) {
        return name + ": " + (isTelling(name) ? HIDDEN : text(value));
    }

    /** True if a value of this name is a secret. */
    public static boolean isTelling(String name) {
        return TELLING.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** Redacts a text: known secrets, user info in URLs, and parameters named like secrets. */
    public String text(String text) {
        String shown = text;
        for (String value : values) {
            shown = shown.replace(value, HIDDEN);
        }
        shown = USER.matcher(shown).replaceAll("//" + HIDDEN + "@");
        return PARAMETER
                .matcher(shown)
                .replaceAll(found -> Matcher.quoteReplacement(
                        isTelling(found.group(2)) ? found.group(1) + found.group(2) + "=" + HIDDEN : found.group()));
    }

    /** The number of secrets only. */
    @Override
    public String toString() {
        return values.size() + " secrets";
    }
}
