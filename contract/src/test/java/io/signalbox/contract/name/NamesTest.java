package io.signalbox.contract.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final Pattern RULE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String LONGEST = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "us-east-1", "a--b", "x9"})
    void isAName(String name) {
        assertThat(Names.valid(name)).isTrue();
        assertThat(name).matches(RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "A", "a_b", "a b", "a.b", "ä", "a\nb", "a\u0000"})
    void isNone(String name) {
        assertThat(Names.valid(name)).isFalse();
        assertThat(name).doesNotMatch(RULE);
    }

    @Test
    void mayHave63Characters() {
        assertThat(Names.valid(LONGEST)).isTrue();
        assertThat(Names.valid(LONGEST + "a")).isFalse();
    }

    @Test
    void everyCharacterIsJudgedAsByTheRule() {
        for (char each = 0; each < 512; each++) {
            assertThat(Names.valid("a" + each + "b"))
                    .as("character %d", (int) each)
                    .isEqualTo(RULE.matcher("a" + each + "b").matches());
        }
    }
}
