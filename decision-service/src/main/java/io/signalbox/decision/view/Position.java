package io.signalbox.decision.view;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody has been told, by the offsets of the journal's and the states' only partitions: the same on every
 * instance. Below 0 for nothing.
 */
public record Position(long journal, long states) {

    static final Position NOTHING = new Position(-1, -1);

    private static final Pattern TEXT = Pattern.compile("(-1|\\d{1,18})\\.(-1|\\d{1,18})");

    /** Reads what {@link #toString} says. */
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
