package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.name.ServiceName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directive that is out of its bounds is none, however it came to be. */
class DirectiveLimitsTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);

    private static Directive directive(String id, String who, String why, Directive.Order order) {
        return new Directive(Directive.VERSION, id, new ServiceName("orders"), who, null, why, AT, null, order);
    }

    private static Directive because(String why) {
        return directive("d-1", "ann", why, new Directive.Release());
    }

    private static Directive drill(String name, String lasts) {
        var order = new Directive.StartDrill(name, null, null, Duration.parse(lasts));
        return directive("d-1", "ann", "because", order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10000000000000H", "PT0S", "PT-1S", "PT0.5S", "P7DT1S"})
    void aDrillLastsASecondToAWeek(String lasts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drill("weekly", lasts))
                .withMessage("for: expected a duration from PT1S to PT168H, got \"" + Duration.parse(lasts) + "\"");
    }

    @Test
    void theBoundsThemselvesAreAllowed() {
        assertThatCode(() -> drill("weekly", "PT1S")).doesNotThrowAnyException();
        assertThatCode(() -> drill("weekly", "P7D")).doesNotThrowAnyException();
        assertThatCode(() -> because("w".repeat(1_000))).doesNotThrowAnyException();
        assertThatCode(() -> because("Übung: 演習 no. 7")).doesNotThrowAnyException();
    }

    @Test
    void aWhyOfAMegabyteIsRefusedWithAShortMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> because("w".repeat(1_000_000)))
                .withMessage("why: expected 1 to 1000 characters, not blank, without control characters or new lines,"
                        + " got \"" + "w".repeat(64) + "… (1000000 characters)\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "two\nlines", "a\rb", "tab\there", "\u001b[31mred", "a\u2028b", "a\u0085b", "nul\0"})
    void aWhyThatCouldForgeALineOfTheLogIsRefused(String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> because(why))
                .withMessageStartingWith("why: expected")
                .satisfies(e -> assertThat(e.getMessage().chars().noneMatch(Character::isISOControl))
                        .isTrue());
    }

    @Test
    void namesIdsAndCallersAreBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drill("Weekly\n", "PT1M"))
                .withMessageStartingWith("name: expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directive("a b", "ann", "because", new Directive.Release()))
                .withMessageStartingWith("id: expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directive("i".repeat(201), "ann", "because", new Directive.Release()))
                .withMessageStartingWith("id: expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directive("d-1", "ann\nbob", "because", new Directive.Release()))
                .withMessageStartingWith("who: expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z"})
    void noHoldEndsInAnotherAge(String until) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directive("d-1", "ann", "because", new Directive.Freeze(Instant.parse(until))))
                .withMessageStartingWith(
                        "until: expected an instant from 2000-01-01T00:00:00Z to 2200-01-01T00:00:00Z");
    }

    @Test
    void aForgedOneIsNotReadFromKafkaEither() {
        String forged = "{\"v\":1,\"id\":\"d-1\",\"service\":\"orders\",\"who\":\"ann\",\"why\":\"because\","
                + "\"at\":\"2026-03-01T12:00:00Z\",\"order\":{\"kind\":\"start-drill\",\"lasts\":\"PT10000000000000H\"}}";
        assertThatThrownBy(() -> DIRECTIVES.read(forged.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("for: expected a duration from PT1S to PT168H");
    }

    @Test
    void aRecordWithoutAValueIsUnreadable() {
        assertThatThrownBy(() -> DIRECTIVES.read(null))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Directive: no value");
    }
}
