package io.signalbox.contract.topology.time;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The moments of a rule, in local time of a zone, to the second. When clocks change, a time that occurs twice counts
 * once, the first time, and a skipped time counts at the moment of the change: no moment is lost and none occurs twice.
 * Immutable; equal when the rule is written alike.
 */
public final class Schedule {

    /** The text form of {@link #parse}. */
    public static final String ALLOWED = "a rule such as \"first Monday 00:05\", \"last Friday 22:00 Europe/Berlin\","
            + " \"every Tuesday 03:00\", \"second Sunday of March 01:00\" or the Quartz cron \"0 5 0 ? * MON#1\"";

    private static final CronDefinition QUARTZ = CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ);
    /** One item of a field, since the library answers some invalid ones with an internal error. */
    private static final String ITEM = "([*?L]|LW|L-[0-9]{1,2}|[0-9]{1,2}W|V#[1-5]|VL|(\\*|V(-V)?)(/[0-9]{1,3})?)"
            .replace("V", "([0-9]{1,4}|[A-Z]{3})");

    private static final String FIELD = ITEM + "(," + ITEM + ")*";
    /** Six fields, or seven with a year. No nicknames, and no crons joined by {@code |}. */
    private static final Pattern CRON = Pattern.compile(
            "(?<cron>(" + FIELD + " +){5}" + FIELD + "( +[0-9*/,-]+)?)( +(?<zone>[A-Za-z]\\S*))?",
            Pattern.CASE_INSENSITIVE);

    private final String rule;
    private final ZoneId zone;
    private final ExecutionTime times;

    private Schedule(String rule, ZoneId zone, ExecutionTime times) {
        this.rule = rule;
        this.zone = zone;
        this.times = times;
    }

    /** A phrase or a Quartz cron, with a zone where it is not UTC; null when it is neither or names no moment at all. */
    public static @Nullable Schedule parse(String rule) {
        Matcher phrase = Phrase.PATTERN.matcher(rule);
        Matcher cron = CRON.matcher(rule);
        if (phrase.matches()) {
            return of(rule, Phrase.cron(phrase), WallClock.zone(phrase.group("zone")));
        }
        return cron.matches() ? of(rule, cron.group("cron"), WallClock.zone(cron.group("zone"))) : null;
    }

    private static @Nullable Schedule of(String rule, @Nullable String cron, @Nullable ZoneId zone) {
        if (cron == null || zone == null) {
            return null;
        }
        try {
            ExecutionTime times = ExecutionTime.forCron(new CronParser(QUARTZ).parse(cron));
            var schedule = new Schedule(rule, zone, times);
            return schedule.next(Instant.EPOCH).isPresent() ? schedule : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** The first moment after {@code after}; none when there will be no more. */
    public Optional<Instant> next(Instant after) {
        return times.nextExecution(passed(after)).map(this::instant);
    }

    /** The last moment not after {@code notAfter}; none when there was none. */
    public Optional<Instant> latest(Instant notAfter) {
        return times.lastExecution(passed(notAfter).plusSeconds(1)).map(this::instant);
    }

    /** The library is asked in a zone without clock changes: this class handles the changes. */
    private ZonedDateTime passed(Instant instant) {
        LocalDateTime passed = WallClock.passed(instant, zone).truncatedTo(ChronoUnit.SECONDS);
        return passed.atZone(ZoneOffset.UTC);
    }

    private Instant instant(ZonedDateTime moment) {
        return WallClock.instant(moment.toLocalDateTime(), zone);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schedule schedule && rule.equals(schedule.rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }

    /** The rule as it was written. */
    @Override
    public String toString() {
        return rule;
    }
}
