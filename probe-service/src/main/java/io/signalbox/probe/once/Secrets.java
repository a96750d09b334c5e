package io.signalbox.probe.once;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must not be shown of an exchange, whoever asks. */
public final class Secrets {

    public static final String HIDDEN = "(hidden)";

    /** Shorter values say nothing, and would be found everywhere. */
    private static final int SHORTEST = 4;

    /** Of a request's headers only what tells no secret; any other may have come from the environment. */
    private static final Set<String> PLAIN_REQUEST =
            Set.of("host", "user-agent", "accept", "connection", "content-length", "content-type");

    private static final Pattern TELLING =
            Pattern.compile("auth|cookie|token|key|secret|passw|pwd|session|signature|credential|csrf|sig$|^code$");
    private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;#\\s]+)=([^&;#\\s]*)");
    private static final Pattern USER = Pattern.compile("//[^/@\\s]*@");

    private final List<String> values;

    /** @param values that are hidden wherever they occur */
    public Secrets(Collection<String> values) {
        this.values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** These and more. */
    public Secrets and(Collection<String> more) {
        return new Secrets(Stream.concat(values.stream(), more.stream()).toList());
    }

    /** The head of a request. */
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

    /** A header of an answer. */
    String header(String name, String value) {
        return name + ": " + (isTelling(name) ? HIDDEN : text(value));
    }

    /** Whether what has this name is a secret, as far as names go. */
    public static boolean isTelling(String name) {
        return TELLING.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** Any text: without known values, without who is named in an address, and without what parameters called like secrets say. */
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

    /** How many, and nothing of them. */
    @Override
    public String toString() {
        return values.size() + " secrets";
    }
}
