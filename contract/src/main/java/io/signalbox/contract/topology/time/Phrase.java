package io.signalbox.contract.topology.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code first Monday of March 01:00}: which weekday, of one month or of each, and when. {@code every day} too. */
final class Phrase {

    static final Pattern PATTERN = Pattern.compile(
            "(?<which>every|first|second|third|fourth|last) +(?<day>[a-z]+)"
                    + "( +of +(?<month>[a-z]+))? +(?<time>[0-9]{2}:[0-9]{2})( +(?<zone>[a-z]\\S*))?",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");

    private Phrase() {}

    /** The same as a Quartz cron; null when its words are no weekday, month or time of the day. */
    static @Nullable String cron(Matcher phrase) {
        String days = days(phrase.group("which").toLowerCase(Locale.ROOT), phrase.group("day"));
        String month = phrase.group("month") == null ? "*" : month(phrase.group("month"));
        LocalTime time = WallClock.time(phrase.group("time"));
        return days == null || month == null || time == null
                ? null
                : "0 " + time.getMinute() + " " + time.getHour() + " ? " + month + " " + days;
    }

    private static @Nullable String days(String which, String name) {
        if (which.equals("every") && name.equalsIgnoreCase("day")) {
            return "*";
        }
        DayOfWeek day = Weekdays.day(name);
        if (day == null) {
            return null;
        }
        String weekday = Weekdays.text(day).toUpperCase(Locale.ROOT);
        return switch (which) {
            case "every" -> weekday;
            case "last" -> weekday + "L";
            default -> weekday + "#" + (ORDINALS.indexOf(which) + 1);
        };
    }

    private static @Nullable String month(String name) {
        for (Month month : Month.values()) {
            if (month.name().equalsIgnoreCase(name)) {
                return Integer.toString(month.getValue());
            }
        }
        return null;
    }
}
