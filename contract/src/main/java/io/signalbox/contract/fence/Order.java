package io.signalbox.contract.fence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last order of an operator for the active site of a service; its fence tells it to every cell. In the fence:
 * {@code number:target@cell:until:flags:who}, such as {@code 5:us-west-2@us-east-1:1767225600:f:ann}; with {@code -}
 * for no target, no end and no flag.
 *
 * @param number 1 for the first order of a service; each order and each release takes the next
 * @param target the ordered site; null when the last order was a release
 * @param cell where it was given
 * @param until when it ends by itself, in whole seconds; null when it lasts until its release
 * @param force even if the target is not UP, not ready, suppressed or stale
 * @param passFreeze also while a freeze is in force; null for no
 * @param who gave it: at most {@value #LONGEST_WHO} characters; the journal of the cell has the full name and the
 *     reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Order(
        long number,
        @JsonProperty(required = false) @Nullable SiteName target,
        CellName cell,
        @JsonProperty(required = false) @Nullable Instant until,
        boolean force,
        @JsonProperty(required = false) @Nullable Boolean passFreeze,
        String who) {

    /** More orders than anybody gives for one service. */
    public static final long LARGEST_NUMBER = 9_999_999_999L;

    public static final int LONGEST_WHO = 24;

    /** The cell of an order that a person has written while no cell worked. */
    public static final CellName WITHOUT_CELL = new CellName("direct");

    private static final String NONE = "-";
    private static final String FORCED = "f";
    private static final String PASSES = "p";
    private static final Set<String> FLAGS = Set.of(NONE, FORCED, PASSES, FORCED + PASSES);
    private static final int PARTS = 5;

    public Order {
        if (number < 1 || number > LARGEST_NUMBER) {
            throw new IllegalArgumentException("order " + number + ": expected 1 to " + LARGEST_NUMBER);
        }
        until = until == null ? null : Instant.ofEpochSecond(until.getEpochSecond());
        passFreeze = Boolean.TRUE.equals(passFreeze) ? true : null;
        who = word(who);
    }

    /** A name may contain any characters; those that a fence cannot contain are replaced by underscores. */
    static String word(String who) {
        String printable = who.replaceAll("[^!-~]|[\":,=]", "_");
        return printable.isEmpty() ? NONE : printable.substring(0, Math.min(LONGEST_WHO, printable.length()));
    }

    /** True if it demands its target now. */
    public boolean inForce(Instant now) {
        return target != null && (until == null || now.isBefore(until));
    }

    /** The entry in the fence's text. */
    @Override
    public String toString() {
        return number + ":" + (target == null ? NONE : target) + "@" + cell + ":"
                + (until == null ? NONE : until.getEpochSecond()) + ":" + flags() + ":" + who;
    }

    private String flags() {
        String flags = (force ? FORCED : "") + (passFreeze == null ? "" : PASSES);
        return flags.isEmpty() ? NONE : flags;
    }

    /** @throws IllegalArgumentException saying what was found and what is allowed */
    static Order parse(String text) {
        String[] parts = text.split(":", PARTS);
        int at = parts.length == PARTS ? parts[1].indexOf('@') : -1;
        try {
            if (at > 0 && FLAGS.contains(parts[3])) {
                String target = parts[1].substring(0, at);
                return new Order(
                        Long.parseLong(parts[0]),
                        target.equals(NONE) ? null : new SiteName(target),
                        new CellName(parts[1].substring(at + 1)),
                        parts[2].equals(NONE) ? null : Instant.ofEpochSecond(Long.parseLong(parts[2])),
                        parts[3].startsWith(FORCED),
                        parts[3].endsWith(PASSES),
                        parts[4]);
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "order \"" + text + "\": expected number:target@cell:until:flags:who", e);
        }
        throw new IllegalArgumentException("order \"" + text + "\": expected number:target@cell:until:flags:who");
    }
}
