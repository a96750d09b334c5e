package io.signalbox.contract;

import io.signalbox.contract.name.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a directive, the same for REST and for Kafka. Every error names the field, the value found and the
 * allowed values; a long value is cut in the message.
 */
public final class DirectiveLimits {

    public static final int LONGEST_ID = 200;
    public static final int LONGEST_WHO = 200;
    public static final int LONGEST_PERSON = 600;
    public static final int LONGEST_WHY = 1_000;
    public static final Duration SHORTEST_DRILL = Duration.ofSeconds(1);
    public static final Duration LONGEST_DRILL = Duration.ofDays(7);

    /** The least time for which an id is known: the same order under it counts once. */
    public static final Duration KNOWN_FOR = Duration.ofHours(1);

    /** The largest number of orders for one service within {@link #KNOWN_FOR}. */
    public static final int MOST_AN_HOUR = 200;

    /** The number of known ids. It is larger than the limit, since each instance counts its own orders only. */
    public static final int MOST_KNOWN = 256;

    /** The longest override, freeze or approval whose length is given instead of its end. */
    public static final Duration LONGEST_HOLD = Duration.ofDays(3_660);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern ID = Pattern.compile("[!-~]{1," + LONGEST_ID + "}");
    private static final int SHOWN = 64;

    private DirectiveLimits() {}

    /** @throws IllegalArgumentException when the length is outside of the bounds */
    public static void requireDrillLength(String field, @Nullable Duration lasts) {
        require(field, lasts, SHORTEST_DRILL, LONGEST_DRILL);
    }

    /** @throws IllegalArgumentException when the length is outside of the bounds */
    public static void requireHoldLength(String field, @Nullable Duration lasts) {
        require(field, lasts, Duration.ofMillis(1), LONGEST_HOLD);
    }

    static void require(String id, String who, String why, Instant at, Directive.Order order) {
        if (!ID.matcher(id).matches()) {
            throw wrong("id", "1 to " + LONGEST_ID + " printable characters without spaces", id);
        }
        requireText("who", who, LONGEST_WHO);
        requireText("why", why, LONGEST_WHY);
        requireMoment("at", at);
        require(order);
    }

    static void requirePerson(@Nullable String person) {
        if (person != null) {
            requireText("person", person, LONGEST_PERSON);
        }
    }

    private static void require(Directive.Order ordered) {
        switch (ordered) {
            case Directive.Override order -> requireMoment("until", order.until());
            case Directive.Freeze order -> requireMoment("until", order.until());
            case Directive.Approve order -> requireMoment("until", order.until());
            case Directive.StartDrill order -> {
                if (order.name() != null && !Names.valid(order.name())) {
                    throw wrong("name", Names.ALLOWED, order.name());
                }
                requireMoment("scheduledFor", order.scheduledFor());
                requireDrillLength("for", order.lasts());
            }
            case Directive.Release _,
                    Directive.Thaw _,
                    Directive.Acknowledge _,
                    Directive.Reject _,
                    Directive.Cancel _,
                    Directive.StopDrill _,
                    Directive.ReAdopt _,
                    Directive.EndHold _,
                    Directive.Reseeded _,
                    Directive.LiftQuarantine _ -> {
                // These have no fields to limit.
            }
        }
    }

    private static void require(String field, @Nullable Duration lasts, Duration least, Duration most) {
        if (lasts != null && (lasts.compareTo(least) < 0 || lasts.compareTo(most) > 0)) {
            throw wrong(field, "a duration from " + least + " to " + most, lasts.toString());
        }
    }

    private static void requireText(String field, String text, int longest) {
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(DirectiveLimits::breaksLine)) {
            throw wrong(
                    field, "1 to " + longest + " characters, not blank, without control characters or new lines", text);
        }
    }

    /** Control characters, and separators of lines or paragraphs: they would forge lines of the log. */
    private static boolean breaksLine(int character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }

    private static void requireMoment(String field, @Nullable Instant moment) {
        if (moment != null && (moment.isBefore(EARLIEST) || !moment.isBefore(LATEST))) {
            throw wrong(field, "an instant from " + EARLIEST + " to " + LATEST, moment.toString());
        }
    }

    private static IllegalArgumentException wrong(String field, String allowed, String found) {
        var shown = new StringBuilder();
        found.chars().limit(SHOWN).forEach(character -> shown.append(breaksLine(character) ? '?' : (char) character));
        String rest = found.length() > SHOWN ? "… (" + found.length() + " characters)" : "";
        return new OutOfBoundsException(field, allowed, shown + rest);
    }
}
