package io.signalbox.contract.topology.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final String[] FIELDS = {
        "0", "5", "?", "*", "MON", "L", "#", "MON#1", "/", "-", ",", "1,2", "15W", "99", "JAN", "LW", "L-2", "1/2",
        "FRIL"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 2026-06-01 is a Monday
                "first Monday 00:05               | 2026-06-01T00:05:00Z | 2026-07-06T00:05:00Z",
                "first Monday 00:05 UTC           | 2026-06-01T00:05:00Z | 2026-07-06T00:05:00Z",
                "FOURTH mon 23:59                 | 2026-06-22T23:59:00Z | 2026-07-27T23:59:00Z",
                "last Friday 22:00 Europe/Berlin  | 2026-06-26T20:00:00Z | 2026-07-31T20:00:00Z",
                "every Tuesday 03:00              | 2026-06-02T03:00:00Z | 2026-06-09T03:00:00Z",
                "every day 07:30 Asia/Tokyo       | 2026-05-31T22:30:00Z | 2026-06-01T22:30:00Z",
                "second Sunday of March 01:00 UTC | 2027-03-14T01:00:00Z | 2028-03-12T01:00:00Z",
                "every sat of october 12:00       | 2026-10-03T12:00:00Z | 2026-10-10T12:00:00Z",
                "0 5 0 ? * MON#1                  | 2026-06-01T00:05:00Z | 2026-07-06T00:05:00Z",
                "0 5 0 ? * MON#1 Europe/Berlin    | 2026-05-31T22:05:00Z | 2026-07-05T22:05:00Z",
                "30 0 12 L * ? 2026-2030          | 2026-06-30T12:00:30Z | 2026-07-31T12:00:30Z",
                "30 0 12 L * ? 2026-2030 UTC      | 2026-06-30T12:00:30Z | 2026-07-31T12:00:30Z",
                "0 0 3 29 2 ?                     | 2028-02-29T03:00:00Z | 2032-02-29T03:00:00Z",
            })
    void namesMoments(String rule, Instant first, Instant second) {
        Schedule schedule = schedule(rule);

        assertThat(schedule.next(Instant.parse("2026-05-31T22:00:00Z"))).contains(first);
        assertThat(schedule.next(first)).contains(second);
        assertThat(schedule.latest(second)).contains(second);
        assertThat(schedule.latest(second.minusNanos(1))).contains(first);
        assertThat(schedule.next(second.minusNanos(1))).contains(second);
        assertThat(schedule).hasToString(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sometimes",
                "first Monday",
                "first Moonday 00:05",
                "fifth Monday 00:05",
                "first Monday 0:05",
                "first Monday 24:00",
                "first Monday of Smarch 00:05",
                "first Monday 00:05 Mars/Olympus",
                "5 0 ? * MON#1",
                "0 5 0 * * MON",
                "0 60 0 ? * MON",
                "0 5 0 ? * MON#6",
                "0 5 0 ? * MON Berlin",
                "0 5 0 30 2 ?",
                "0 5 0 1 1 ? 1969",
                "@monthly",
                "0 5 0 ? * MON||0 5 0 ? * TUE",
                "0 5 0 99999999999 * ?",
            })
    void refusesWhatIsNoRuleOrNamesNoMoment(String rule) {
        assertThat(Schedule.parse(rule)).isNull();
    }

    @Test
    void endsWithItsLastYear() {
        Schedule schedule = schedule("0 0 12 1 1 ? 2027");
        Instant only = Instant.parse("2027-01-01T12:00:00Z");

        assertThat(schedule.latest(only.minusSeconds(1))).isEmpty();
        assertThat(schedule.next(only.minusSeconds(1))).contains(only);
        assertThat(schedule.next(only)).isEmpty();
        assertThat(schedule.latest(only.plusSeconds(1))).contains(only);
    }

    /** In Berlin clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last Sunday 02:30   | 2026-03-29T00:59:00Z | 2026-03-29T01:00:00Z | 2026-04-26T00:30:00Z",
                "last Sunday 02:30   | 2026-10-24T00:00:00Z | 2026-10-25T00:30:00Z | 2026-11-29T01:30:00Z",
                "last Sunday 03:00   | 2026-10-25T00:30:00Z | 2026-10-25T02:00:00Z | 2026-11-29T02:00:00Z",
                "0 0/30 2 L 10 ?     | 2026-10-25T00:00:00Z | 2026-10-31T01:00:00Z | 2026-10-31T01:30:00Z",
                "0 0 * ? * *         | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00Z | 2026-10-25T03:00:00Z",
                "0 0 * ? * *         | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z | 2026-03-29T02:00:00Z",
            })
    void countsOnceWhatClocksSkipOrRepeat(String rule, Instant after, Instant first, Instant second) {
        Schedule schedule = schedule(rule + " Europe/Berlin");

        assertThat(schedule.next(after)).contains(first);
        assertThat(schedule.next(first)).contains(second);
        assertThat(schedule.latest(second.minusSeconds(1))).contains(first);
    }

    /** Walking forward and looking back name the same moments, in every zone and across its changes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "first Monday 00:05",
                "last Sunday 02:30 Europe/Berlin",
                "every Sunday 01:45 America/New_York",
                "0 0/10 1-3 ? * SUN Australia/Lord_Howe",
                "0 0 0 15W * ? Africa/Cairo",
                "0 0 12 29 2 ?"
            })
    void looksBackAtTheMomentsThatItLookedForwardTo(String rule) {
        long seed = 1;
        var random = new Random(seed);
        Schedule schedule = schedule(rule);
        List<Instant> moments = moments(schedule, Instant.parse("2026-01-01T00:00:00Z"), 300);

        for (int round = 0; round < 300; round++) {
            int index = random.nextInt(moments.size() - 1);
            Instant from = moments.get(index);
            long gap = from.until(moments.get(index + 1), ChronoUnit.MILLIS);
            Instant between = from.plusMillis(random.nextLong(gap));

            assertThat(schedule.latest(between))
                    .as("%s, seed %d", between, seed)
                    .contains(from);
            assertThat(schedule.next(between)).as("%s, seed %d", between, seed).contains(moments.get(index + 1));
        }
    }

    private static List<Instant> moments(Schedule schedule, Instant from, int most) {
        var moments = new ArrayList<Instant>();
        Instant at = from;
        // 29 February: no more than the calendar of the rules has.
        while (moments.size() < most && schedule.next(at).isPresent()) {
            at = schedule.next(at).orElseThrow();
            moments.add(at);
        }
        assertThat(moments).hasSizeGreaterThan(10).isSorted().doesNotHaveDuplicates();
        return moments;
    }

    /** The same each time: about one text in a thousand is a rule. */
    private static final long RULES = 1;

    @Test
    void whateverIsWrittenNothingIsThrown() {
        var random = new Random(RULES);
        int read = 0;
        for (int round = 0; round < 30_000; round++) {
            String rule = randomRule(random);
            Schedule schedule = Schedule.parse(rule);
            if (schedule != null) {
                read++;
                Instant at = Instant.ofEpochSecond(random.nextInt());
                String what = rule + " at " + at;
                assertThat(schedule.next(at).orElse(Instant.MAX)).as(what).isAfter(at);
                assertThat(schedule.latest(at).orElse(at)).as(what).isBeforeOrEqualTo(at);
            }
        }
        assertThat(read).as("rules that are rules").isGreaterThan(20);
    }

    private static String randomRule(Random random) {
        var rule = new StringBuilder("0 0");
        for (int field = random.nextInt(4, 6); field > 0; field--) {
            rule.append(' ').append(FIELDS[random.nextInt(FIELDS.length)]);
            if (random.nextInt(8) == 0) {
                rule.append(FIELDS[random.nextInt(FIELDS.length)]);
            }
        }
        return rule.toString();
    }

    @Test
    void isEqualWhenTheRuleIsWrittenAlike() {
        assertThat(schedule("every Tuesday 03:00"))
                .isEqualTo(schedule("every Tuesday 03:00"))
                .hasSameHashCodeAs(schedule("every Tuesday 03:00"))
                .isNotEqualTo(schedule("every Tuesday 03:00 UTC"));
    }

    private static Schedule schedule(String rule) {
        return Objects.requireNonNull(Schedule.parse(rule), rule);
    }
}
