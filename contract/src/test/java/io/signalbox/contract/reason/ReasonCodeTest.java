package io.signalbox.contract.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonCodeTest {

    private static final ReasonGuide GUIDE = ReasonGuide.load();

    @Test
    void eachCodeIsExplained() {
        assertThat(ReasonCode.values()).allSatisfy(code -> {
            var entry = GUIDE.of(code);
            assertThat(Stream.of(entry.meaning(), entry.next(), entry.action()))
                    .as(code.code())
                    .allMatch(text -> text.endsWith("."));
        });
    }

    @Test
    void nothingIsExplainedThatIsNoCode() {
        assertThat(GUIDE.keys())
                .containsExactlyInAnyOrderElementsOf(Stream.of(ReasonCode.values())
                        .flatMap(code -> Stream.of("means", "next", "do").map(what -> code.code() + "." + what))
                        .toList());
    }

    @Test
    void anAlarmSaysWhatToDo() {
        assertThat(ReasonCode.values())
                .filteredOn(code -> code.severity() == Severity.ALARM)
                .noneMatch(code -> GUIDE.of(code).action().equals("Nothing."));
    }

    /** To be made anew with {@code make reasons}. */
    @Test
    void thePageIsUpToDate() throws IOException {
        assertThat(Files.readString(Path.of("../docs/reasons.md"))).isEqualTo(ReasonsPage.text());
    }
}
