package io.signalbox.contract.topology.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A weekly time window, in local time of a zone. When clocks change, a time that occurs twice means the first
 * occurrence and a skipped time the moment of the change: a window inside a skipped hour does not open that day.
 *
 * @param days on which it opens; at least one
 * @param to when it closes; not after {@code from} means on the next day
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    /** The text form of {@link #parse}. */
    public static final String ALLOWED = "a window of the week such as 02:00-04:00, \"Sat,Sun 00:00-24:00\" or"
            + " \"Mon-Fri 22:00-06:00 Europe/Berlin\", but not all of the week";

    private static final String TIME = "[0-9]{2}:[0-9]{2}";
    private static final Pattern PATTERN =
            Pattern.compile("((?<days>[A-Za-z,-]+) +)?(?<from>" + TIME + ")-(?<to>" + TIME + ")( +(?<zone>\\S+))?");

    /** @throws IllegalArgumentException when it would never open or never close */
    public TimeWindow {
        days = Set.copyOf(days);
        if (days.isEmpty() || neverCloses(days, from, to)) {
            throw new IllegalArgumentException("a window that never " + (days.isEmpty() ? "opens" : "closes"));
        }
    }

    /** {@code [days ]from-to[ zone]}: every day and UTC where not said; null when the text is no such window. */
    public static @Nullable TimeWindow parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String written = matcher.group("days");
        Set<DayOfWeek> days = written == null ? Weekdays.ALL : Weekdays.set(written);
        LocalTime from = WallClock.time(matcher.group("from"));
        LocalTime to = matcher.group("to").equals("24:00") ? LocalTime.MIDNIGHT : WallClock.time(matcher.group("to"));
        ZoneId zone = WallClock.zone(matcher.group("zone"));
        return days == null || from == null || to == null || zone == null || neverCloses(days, from, to)
                ? null
                : new TimeWindow(days, from, to, zone);
    }

    public boolean contains(Instant instant) {
        return nextStart(instant).equals(instant);
    }

    /** The first instant not before {@code after} at which it is open: that one itself where it is. */
    public Instant nextStart(Instant after) {
        Span span = spans(after).findFirst().orElseThrow();
        return span.start.isBefore(after) ? after : span.start;
    }

    /** The first instant not before {@code within} at which it is closed: that one itself where it is. */
    public Instant end(Instant within) {
        Instant end = within;
        while (contains(end)) {
            end = spans(end).findFirst().orElseThrow().end;
        }
        return end;
    }

    private record Span(Instant start, Instant end) {}

    /** Without end, one after the other: each time that it is open after {@code after}. */
    private Stream<Span> spans(Instant after) {
        LocalDate yesterday = LocalDate.ofInstant(after, zone).minusDays(1);
        return Stream.iterate(yesterday, date -> date.plusDays(1))
                .filter(date -> days.contains(date.getDayOfWeek()))
                .map(this::span)
                .filter(span -> span.start.isBefore(span.end) && after.isBefore(span.end));
    }

    private Span span(LocalDate date) {
        LocalDate last = to.isAfter(from) ? date : date.plusDays(1);
        return new Span(WallClock.instant(date.atTime(from), zone), WallClock.instant(last.atTime(to), zone));
    }

    private static boolean neverCloses(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        return days.equals(Weekdays.ALL) && from.equals(to);
    }

    /** The text form of {@link #parse}. */
    @Override
    public String toString() {
        String on = days.equals(Weekdays.ALL) ? "" : Weekdays.text(days) + " ";
        return on + from + "-" + to + WallClock.suffix(zone);
    }
}
