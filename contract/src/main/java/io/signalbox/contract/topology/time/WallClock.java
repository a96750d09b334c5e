package io.signalbox.contract.topology.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * The local time in a zone. When clocks change, a time that occurs twice means the first occurrence, and a skipped time
 * means the moment of the change. So a later time is never an earlier instant.
 */
final class WallClock {

    static final ZoneId UTC = ZoneId.of("UTC");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

    private WallClock() {}

    static Instant instant(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** The latest time whose {@link #instant} is not after {@code now}. */
    static LocalDateTime passed(Instant now, ZoneId zone) {
        LocalDateTime shown = LocalDateTime.ofInstant(now, zone);
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        boolean again = change != null && !now.isBefore(change.getInstant());
        return again ? change.getDateTimeBefore().minusNanos(1) : shown;
    }

    /** From {@code 00:00} to {@code 23:59}; null for anything else. */
    static @Nullable LocalTime time(String text) {
        try {
            return LocalTime.parse(text, TIME);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** By a name such as {@code Europe/Berlin}, UTC for none; null when there is no such zone. */
    static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? UTC : ZoneId.of(name);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** A zone's name to stand after a text, which means UTC without one. */
    static String suffix(ZoneId zone) {
        return zone.equals(UTC) ? "" : " " + zone.getId();
    }
}
