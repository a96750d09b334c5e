package io.signalbox.actuator.route53;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZoneSweepTest {

    private final ZoneSweep sweep = new ZoneSweep();

    private static List<RecordQuestion> waiting(String... names) {
        return Stream.of(names).map(name -> new RecordQuestion(name, 0)).toList();
    }

    private String next(String... names) {
        return sweep.next(waiting(names)).name();
    }

    @Test
    void beginsAtTheFirstNameInTheOrderOfTheZone() {
        assertThat(next("c.example.com", "a.example.com", "b.example.com")).isEqualTo("a.example.com");
    }

    @Test
    void goesOnWhereTheLastPageEndedAndThenFromTheBeginning() {
        sweep.read("b.example.com.");

        assertThat(next("c.example.com", "a.example.com")).isEqualTo("c.example.com");
        assertThat(next("b.example.com", "a.example.com")).isEqualTo("b.example.com");
        assertThat(next("a.example.com")).isEqualTo("a.example.com");
    }

    @Test
    void beginsAnewAtTheEndOfTheZone() {
        sweep.read("b.example.com.");
        sweep.read(null);

        assertThat(next("c.example.com", "a.example.com")).isEqualTo("a.example.com");
    }

    /** The fence of a name is right behind the name, although its first letter is another. */
    @Test
    void namesAreSortedByTheirLabelsFromTheLastOne() {
        assertThat(next("_signalbox.b.example.com", "c.example.com", "_signalbox.a.example.com"))
                .isEqualTo("_signalbox.a.example.com");
        sweep.read("a.example.com.");
        assertThat(next("b.example.com", "_signalbox.a.example.com")).isEqualTo("_signalbox.a.example.com");
    }
}
