package io.signalbox.contract.topology.yaml;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts in messages about a file. */
public final class ShownText {

    private static final int LONGEST = 80;

    private ShownText() {}

    /** The words as alternatives. @param words at least one */
    public static String either(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /** Printable, in quotes, and cut to a limit. */
    public static String quoted(String text) {
        String printable = text.codePoints()
                .limit(LONGEST)
                .mapToObj(c ->
                        Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining());
        return '"' + printable + (text.codePointCount(0, text.length()) > LONGEST ? "…" : "") + '"';
    }
}
