package io.signalbox.cli.console;

import io.signalbox.contract.log.LineEscapes;

/** Colours for a terminal, in addition to words: nothing is told by a colour alone. @param colours false for plain text */
public record Style(boolean colours) {

    private static final String RESET = "\u001b[0m";

    /** The colour of a word: a verdict, the kind of a finding or the state of a service. */
    public String of(String word) {
        String text = LineEscapes.escaped(word);
        String colour = colours ? colour(word) : "";
        return colour.isEmpty() ? text : colour + text + RESET;
    }

    private static String colour(String word) {
        return switch (word) {
            case "UP", "ok", "steady", "DONE" -> "\u001b[32m";
            case "DOWN", "error", "stuck", "FAILED", "REFUSED" -> "\u001b[31m";
            case "UNKNOWN", "warning", "moving", "proving", "undoing", "awaiting-leave", "PENDING" -> "\u001b[33m";
            default -> "";
        };
    }
}
