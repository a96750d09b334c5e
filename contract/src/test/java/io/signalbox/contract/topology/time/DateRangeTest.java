package io.signalbox.contract.topology.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-12-20..2027-01-06        | 2026-12-19T23:59:59Z | false",
                "2026-12-20..2027-01-06        | 2026-12-20T00:00:00Z | true",
                "2026-12-20..2027-01-06        | 2027-01-06T23:59:59Z | true",
                "2026-12-20..2027-01-06        | 2027-01-07T00:00:00Z | false",
                "2026-12-24                    | 2026-12-24T23:59:59Z | true",
                "2026-12-24                    | 2026-12-25T00:00:00Z | false",
                "2026-12-24 Europe/Berlin      | 2026-12-23T23:00:00Z | true",
                "2026-12-24 Europe/Berlin      | 2026-12-24T23:00:00Z | false",
                // the day of 25 hours
                "2026-10-25 Europe/Berlin      | 2026-10-25T22:59:59Z | true",
                "2026-10-25 Europe/Berlin      | 2026-10-25T23:00:00Z | false",
                // a day that begins at 01:00, since midnight is skipped
                "2026-04-24 Africa/Cairo       | 2026-04-23T22:00:00Z | true",
                "2026-04-24 Africa/Cairo       | 2026-04-23T21:59:59Z | false",
            })
    void holdsWholeDays(String text, Instant instant, boolean held) {
        DateRange range = Objects.requireNonNull(DateRange.parse(text));

        assertThat(range.contains(instant)).isEqualTo(held);
        assertThat(DateRange.parse(range.toString())).isEqualTo(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-12-1",
                "2026-13-01",
                "2026-02-29",
                "2027-01-06..2026-12-20",
                "2026-12-20..",
                "2026-12-20-2026-12-21",
                "2026-12-24 Berlin",
                "2026-12-24T00:00"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(DateRange.parse(text)).isNull();
    }

    @Test
    void cannotEndBeforeItBegins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new DateRange(LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-01"), ZoneId.of("UTC")));
    }
}
