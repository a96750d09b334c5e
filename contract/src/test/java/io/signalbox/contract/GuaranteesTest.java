package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/guarantees.md has a test for every sentence of README's guarantees, and no other sentences. */
class GuaranteesTest {

    private final Guarantees guarantees = new Guarantees(Path.of(".."));

    @Test
    void everySentenceOfReadmeIsThereWordForWordAndNoOther() {
        assertThat(guarantees.shown().stream().map(Guarantees.Entry::sentence))
                .containsExactlyElementsOf(guarantees.promised());
    }

    @Test
    void thereAreSentences() {
        assertThat(guarantees.promised()).hasSizeGreaterThan(20);
        assertThat(guarantees.promised()).contains("**Unknown is not down.**", "An empty answer is never published.");
    }

    @Test
    void eachTestThatIsNamedExists() {
        Map<String, String> sources = guarantees.sources();
        assertThat(guarantees.shown().stream().flatMap(entry -> entry.tests().stream()))
                .allSatisfy(test -> assertThat(sources.getOrDefault(test.type(), ""))
                        .as("%s", test)
                        .contains(" " + test.method() + "("));
    }

    @Test
    void eachSaysWhatHappensWithoutTheCodeThatItRestsOnOrWhyNothingShowsIt() {
        assertThat(guarantees.shown())
                .allSatisfy(entry ->
                        assertThat(entry.takenAway()).as("%s", entry.sentence()).isNotBlank());
    }

    @Test
    void eachThatAnEndToEndTestShowsIsShownByAQuickTestToo() {
        assertThat(guarantees.shown().stream().filter(entry -> !entry.tests().isEmpty()))
                .allSatisfy(entry ->
                        assertThat(entry.tests()).as("%s", entry.sentence()).anyMatch(test -> !test.endToEnd()));
    }
}
