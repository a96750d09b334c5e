package io.signalbox.decision.core.state;

import io.signalbox.contract.name.CellName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order of one cell that applies in all cells. The hold of a fence is a list of such entries, joined by commas; for
 * example {@code f@us-east-1:1767225600}. The journal of that cell says who gave the order, and why.
 *
 * @param cell cell where the order was given
 * @param until in whole seconds; null until the order is ended in its cell
 * @param unread the entry itself if this version cannot read it, kept unchanged; null for a readable entry
 */
public record FenceHold(
        Kind kind,
        String cell,
        @Nullable Instant until,
        @Nullable String unread) {

    private static final String NOBODY = "?";

    public enum Kind {
        /** No automatic move begins. */
        FREEZE("f"),
        /** No automatic move begins, and plans under way take no step. */
        FREEZE_OF_PLANS("p"),
        /** Traffic does not fail back before the drill is over. */
        DRILL("d");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    public static FenceHold of(Kind kind, CellName cell, @Nullable Instant until) {
        return new FenceHold(
                kind, cell.value(), until == null ? null : Instant.ofEpochSecond(until.getEpochSecond()), null);
    }

    private static FenceHold unread(String word) {
        return new FenceHold(Kind.FREEZE, NOBODY, null, word);
    }

    /** True if no automatic move begins. */
    public boolean freezes() {
        return kind != Kind.DRILL;
    }

    public boolean inForce(Instant now) {
        return until == null || now.isBefore(until);
    }

    /** Parses a hold. An unreadable entry counts as a freeze, so that nothing moves on doubt. */
    public static List<FenceHold> read(@Nullable String hold) {
        var shared = new ArrayList<FenceHold>();
        if (hold != null) {
            for (String word : hold.split(",", -1)) {
                shared.add(word(word));
            }
        }
        return shared;
    }

    private static FenceHold word(String word) {
        int at = word.indexOf('@');
        int colon = word.indexOf(':');
        for (Kind kind : Kind.values()) {
            if (at > 0 && colon > at && word.substring(0, at).equals(kind.letter)) {
                String end = word.substring(colon + 1);
                try {
                    Instant until = end.equals("-") ? null : Instant.ofEpochSecond(Long.parseLong(end));
                    return new FenceHold(kind, word.substring(at + 1, colon), until, null);
                } catch (NumberFormatException | DateTimeException e) {
                    return unread(word);
                }
            }
        }
        return unread(word);
    }

    /** Formats the entries; null when there are none. */
    public static @Nullable String write(List<FenceHold> shared) {
        return shared.isEmpty() ? null : shared.stream().map(FenceHold::word).collect(Collectors.joining(","));
    }

    private String word() {
        return unread != null
                ? unread
                : kind.letter + "@" + cell + ":" + (until == null ? "-" : String.valueOf(until.getEpochSecond()));
    }

    /** Merges two lists. Of two entries of the same cell and kind, the one that lasts longer is kept. */
    public static List<FenceHold> united(List<FenceHold> some, List<FenceHold> others) {
        var all = new ArrayList<>(some);
        for (FenceHold other : others) {
            FenceHold same =
                    all.stream().filter(other::isOfSameOrder).findFirst().orElse(null);
            if (same == null) {
                all.add(other);
            } else if (same.until != null && (other.until == null || other.until.isAfter(same.until))) {
                all.set(all.indexOf(same), other);
            }
        }
        return List.copyOf(all);
    }

    private boolean isOfSameOrder(FenceHold other) {
        return kind == other.kind && cell.equals(other.cell) && Objects.equals(unread, other.unread);
    }
}
