package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered in one cell and holds in all, as the fence's hold tells it: words such as {@code o@us-east-1:1767225600},
 * joined by commas. Who ordered it, and why, is in the journal of that cell.
 *
 * @param cell where it was ordered
 * @param until in whole seconds; null until it is ended there
 */
record Shared(Kind kind, String cell, @Nullable Instant until) {

    /** The length of a fence's hold. */
    static final int LONGEST = 63;

    private static final String NOBODY = "?";

    enum Kind {
        /** Traffic stays where the fence says. */
        OVERRIDE("o"),
        /** No automatic move begins. */
        FREEZE("f"),
        /** Traffic does not go home before the drill is over. */
        DRILL("d");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    static Shared of(Kind kind, CellName cell, @Nullable Instant until) {
        return new Shared(kind, cell.value(), until == null ? null : Instant.ofEpochSecond(until.getEpochSecond()));
    }

    boolean inForce(Instant now) {
        return until == null || now.isBefore(until);
    }

    /** What cannot be read holds as a freeze does: nothing moves on doubt. */
    static List<Shared> read(@Nullable String hold) {
        var shared = new ArrayList<Shared>();
        if (hold != null) {
            for (String word : hold.split(",", -1)) {
                shared.add(word(word));
            }
        }
        return shared;
    }

    private static Shared word(String word) {
        int at = word.indexOf('@');
        int colon = word.indexOf(':');
        for (Kind kind : Kind.values()) {
            if (at > 0 && colon > at && word.substring(0, at).equals(kind.letter)) {
                String end = word.substring(colon + 1);
                try {
                    Instant until = end.equals("-") ? null : Instant.ofEpochSecond(Long.parseLong(end));
                    return new Shared(kind, word.substring(at + 1, colon), until);
                } catch (NumberFormatException | DateTimeException e) {
                    return new Shared(Kind.FREEZE, NOBODY, null);
                }
            }
        }
        return new Shared(Kind.FREEZE, NOBODY, null);
    }

    /** Null for nothing. */
    static @Nullable String write(List<Shared> shared) {
        return shared.isEmpty() ? null : shared.stream().map(Shared::word).collect(Collectors.joining(","));
    }

    private String word() {
        return kind.letter + "@" + cell + ":" + (until == null ? "-" : String.valueOf(until.getEpochSecond()));
    }
}
