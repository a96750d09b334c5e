package io.signalbox.contract.topology.time;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Days of the week as people write them: {@code Mon}, {@code monday}, {@code Sat,Sun}, {@code Fri-Mon}. */
final class Weekdays {

    static final Set<DayOfWeek> ALL = Set.of(DayOfWeek.values());

    private static final int SHORT = 3;

    private Weekdays() {}

    /** Days and ranges of days, separated by commas; null when it is not that. */
    static @Nullable Set<DayOfWeek> set(String text) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            DayOfWeek first = day(ends[0]);
            DayOfWeek last = day(ends[ends.length - 1]);
            if (first == null || last == null || ends.length > 2) {
                return null;
            }
            for (DayOfWeek day = first; day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return days;
    }

    /** By its name in any case, or the first three letters of it; null when it is none. */
    static @Nullable DayOfWeek day(String name) {
        for (DayOfWeek day : ALL) {
            if (day.name().equalsIgnoreCase(name) || text(day).equalsIgnoreCase(name)) {
                return day;
            }
        }
        return null;
    }

    static String text(Set<DayOfWeek> days) {
        return EnumSet.copyOf(days).stream().map(Weekdays::text).collect(Collectors.joining(","));
    }

    static String text(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1, SHORT).toLowerCase(Locale.ROOT);
    }
}
