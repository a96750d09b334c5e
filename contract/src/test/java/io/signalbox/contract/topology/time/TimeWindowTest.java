package io.signalbox.contract.topology.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In Berlin clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October. */
class TimeWindowTest {

    @Test
    void isOfEveryDayAndOfUtcWhereNotSaid() {
        assertThat(TimeWindow.parse("02:00-04:00"))
                .isEqualTo(new TimeWindow(
                        Set.of(DayOfWeek.values()), LocalTime.of(2, 0), LocalTime.of(4, 0), ZoneId.of("UTC")));
    }

    @Test
    void readsDaysAndZones() {
        assertThat(window("Fri-Mon,wednesday 22:00-24:00 Europe/Berlin"))
                .isEqualTo(new TimeWindow(
                        Set.of(
                                DayOfWeek.FRIDAY,
                                DayOfWeek.SATURDAY,
                                DayOfWeek.SUNDAY,
                                DayOfWeek.MONDAY,
                                DayOfWeek.WEDNESDAY),
                        LocalTime.of(22, 0),
                        LocalTime.MIDNIGHT,
                        ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02:00",
                "2:00-4:00",
                "02:00-24:01",
                "25:00-02:00",
                "02:60-03:00",
                "02:00 - 04:00",
                "Mo 02:00-04:00",
                "Sat, Sun 02:00-04:00",
                "Sat, 02:00-04:00",
                "Mon-Wed-Fri 02:00-04:00",
                "Mon- 02:00-04:00",
                "02:00-04:00 Berlin",
                "02:00-04:00 UTC UTC",
                "00:00-24:00",
                "Mon-Sun 08:00-08:00 Europe/Berlin",
            })
    void refusesWhatIsNoWindow(String text) {
        assertThat(TimeWindow.parse(text)).isNull();
    }

    @Test
    void cannotBeOpenForEverOrNever() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeWindow(Set.of(), LocalTime.MIN, LocalTime.NOON, ZoneId.of("UTC")));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TimeWindow(Set.of(DayOfWeek.values()), LocalTime.NOON, LocalTime.NOON, ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // an ordinary day: closed, opens, open, closes
                "02:00-04:00 | 2026-06-01T01:59:59Z | 2026-06-01T02:00:00Z | 2026-06-01T01:59:59Z",
                "02:00-04:00 | 2026-06-01T02:00:00Z | 2026-06-01T02:00:00Z | 2026-06-01T04:00:00Z",
                "02:00-04:00 | 2026-06-01T03:59:59Z | 2026-06-01T03:59:59Z | 2026-06-01T04:00:00Z",
                "02:00-04:00 | 2026-06-01T04:00:00Z | 2026-06-02T02:00:00Z | 2026-06-01T04:00:00Z",
                // past midnight: what begins on Friday ends on Saturday; 2026-06-05 is a Friday
                "Mon-Fri 22:00-06:00 | 2026-06-06T05:59:00Z | 2026-06-06T05:59:00Z | 2026-06-06T06:00:00Z",
                "Mon-Fri 22:00-06:00 | 2026-06-06T06:00:00Z | 2026-06-08T22:00:00Z | 2026-06-06T06:00:00Z",
                "Mon-Fri 22:00-06:00 | 2026-06-08T05:00:00Z | 2026-06-08T22:00:00Z | 2026-06-08T05:00:00Z",
                // windows that touch are one
                "Sat,Sun 00:00-24:00 | 2026-06-06T12:00:00Z | 2026-06-06T12:00:00Z | 2026-06-08T00:00:00Z",
                "Sun 09:00-09:00 | 2026-06-08T08:00:00Z | 2026-06-08T08:00:00Z | 2026-06-08T09:00:00Z",
                // another zone's clocks
                "02:00-04:00 Europe/Berlin | 2026-06-01T00:30:00Z | 2026-06-01T00:30:00Z | 2026-06-01T02:00:00Z",
                "Sat 23:00-24:00 Asia/Tokyo | 2026-06-06T00:00:00Z | 2026-06-06T14:00:00Z | 2026-06-06T00:00:00Z",
            })
    void opensAndCloses(String text, Instant at, Instant start, Instant end) {
        assertThat(window(text).nextStart(at)).as("next start").isEqualTo(start);
        assertThat(window(text).end(at)).as("end").isEqualTo(end);
        assertThat(window(text).contains(at)).as("contains").isEqualTo(start.equals(at));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 02:00 is skipped: it opens at the moment of the change, 01:00 UTC, when clocks show 03:00
                "02:00-04:00 | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z | 2026-03-29T02:00:00Z",
                "01:30-02:30 | 2026-03-29T00:00:00Z | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z",
                // all of it is skipped: not before the next day
                "02:00-03:00 | 2026-03-29T00:00:00Z | 2026-03-30T00:00:00Z | 2026-03-30T01:00:00Z",
                "Sun 02:15-02:45 | 2026-03-29T00:00:00Z | 2026-04-05T00:15:00Z | 2026-04-05T00:45:00Z",
                // 02:00 to 03:00 is shown twice: the first time counts, and what ends at 03:00 has an hour more
                "02:00-02:30 | 2026-10-24T23:00:00Z | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z",
                "02:00-02:30 | 2026-10-25T01:00:00Z | 2026-10-26T01:00:00Z | 2026-10-26T01:30:00Z",
                "02:00-03:00 | 2026-10-24T23:00:00Z | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00Z",
                "22:00-06:00 | 2026-10-24T12:00:00Z | 2026-10-24T20:00:00Z | 2026-10-25T05:00:00Z",
            })
    void knowsWhatHappensWhenClocksAreChanged(String text, Instant after, Instant start, Instant end) {
        TimeWindow window = window(text + " Europe/Berlin");

        assertThat(window.nextStart(after)).isEqualTo(start);
        assertThat(window.end(start)).isEqualTo(end);
    }

    @Test
    void opensAndClosesWhereItSaysItDoes() {
        long seed = 1;
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            TimeWindow window = randomWindow(random);
            Instant at = Instant.ofEpochSecond(1_767_225_600L + random.nextInt(63_072_000));
            String what = window + " at " + at + ", seed " + seed;
            Instant start = window.nextStart(at);
            Instant end = window.end(start);

            assertThat(start).as(what).isAfterOrEqualTo(at);
            assertThat(window.contains(start)).as(what).isTrue();
            assertThat(end).as(what).isAfter(start);
            assertThat(window.contains(end)).as(what).isFalse();
            assertThat(window.contains(end.minusMillis(1))).as(what).isTrue();
            assertThat(start.equals(at) || !window.contains(start.minusMillis(1)))
                    .as(what)
                    .isTrue();
            assertThat(TimeWindow.parse(window.toString())).as(what).isEqualTo(window);
        }
    }

    private static TimeWindow randomWindow(Random random) {
        String[] zones = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"};
        var days = new java.util.HashSet<DayOfWeek>();
        for (int more = random.nextInt(1, 6); more > 0; more--) {
            days.add(DayOfWeek.of(random.nextInt(1, 8)));
        }
        LocalTime from = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
        LocalTime to = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
        return new TimeWindow(days, from, to, ZoneId.of(zones[random.nextInt(zones.length)]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Sun 02:00-04:00 UTC             | 02:00-04:00",
                "sunday,SAT   22:00-24:00 Asia/Tokyo | Sat,Sun 22:00-00:00 Asia/Tokyo",
            })
    void showsItselfAsItCanBeRead(String written, String shown) {
        assertThat(window(written)).hasToString(shown).isEqualTo(window(shown));
    }

    private static TimeWindow window(String text) {
        return Objects.requireNonNull(TimeWindow.parse(text), text);
    }
}
