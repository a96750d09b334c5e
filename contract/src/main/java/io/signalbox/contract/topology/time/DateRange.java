package io.signalbox.contract.topology.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days of the calendar, by the clocks of a zone. @param to the last one that belongs to it, not before {@code from} */
public record DateRange(LocalDate from, LocalDate to, ZoneId zone) {

    /** The text form of {@link #parse}. */
    public static final String ALLOWED =
            "a date such as 2026-12-24, or dates such as 2026-12-20..2027-01-06 with the earlier"
                    + " one first, and a zone such as Europe/Berlin where it is not UTC";

    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final Pattern PATTERN =
            Pattern.compile("(?<from>" + DATE + ")(\\.\\.(?<to>" + DATE + "))?( +(?<zone>\\S+))?");

    /** @throws IllegalArgumentException when it ends before it begins */
    public DateRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("ends on " + to + " before it begins on " + from);
        }
    }

    /** {@code from[..to][ zone]}; null when the text is not that. */
    public static @Nullable DateRange parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        LocalDate from = date(matcher.group("from"));
        LocalDate to = matcher.group("to") == null ? from : date(matcher.group("to"));
        ZoneId zone = WallClock.zone(matcher.group("zone"));
        return from == null || to == null || zone == null || to.isBefore(from) ? null : new DateRange(from, to, zone);
    }

    public boolean contains(Instant instant) {
        LocalDateTime end = to.plusDays(1).atStartOfDay();
        return !instant.isBefore(WallClock.instant(from.atStartOfDay(), zone))
                && instant.isBefore(WallClock.instant(end, zone));
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The text form of {@link #parse}. */
    @Override
    public String toString() {
        return from + (to.equals(from) ? "" : ".." + to) + WallClock.suffix(zone);
    }
}
