package io.signalbox.decision.view;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a reader: the offsets in the only partition of the journal and of the states, the same on every instance.
 * Negative: nothing read.
 */
public record Position(long journal, long states) {

    static final Position NOTHING = new Position(-1, -1);

    private static final Pattern TEXT = Pattern.compile("(-1|\\d{1,18})\\.(-1|\\d{1,18})");

    /** Parses the format of {@link #toString}. */
    public static Optional<Position> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    Position furthest(Position other) {
        return new Position(Math.max(journal, other.journal), Math.max(states, other.states));
    }

    @Override
    public String toString() {
        return journal + "." + states;
    }
}
