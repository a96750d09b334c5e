package io.signalbox.contract.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReasonCodesTest {

    @Test
    void eachCodeMeansOneThing() {
        assertThat(ReasonCodes.all()).extracting(ReasonCode::code).doesNotHaveDuplicates();
    }

    @Test
    void eachCodeIsExplained() {
        assertThat(ReasonCodes.all()).extracting(ReasonCode::guide).allSatisfy(guide -> {
            assertThat(guide.meaning()).endsWith(".");
            assertThat(guide.next()).endsWith(".");
            assertThat(guide.todo()).endsWith(".");
        });
    }

    @Test
    void anAlarmSaysWhatToDo() {
        assertThat(ReasonCodes.all())
                .extracting(ReasonCode::guide)
                .filteredOn(guide -> guide.severity() == Severity.ALARM)
                .noneMatch(guide -> guide.todo().equals("Nothing."));
    }

    /** To be made anew with {@code make reasons}. */
    @Test
    void thePageIsUpToDate() throws IOException {
        assertThat(Files.readString(Path.of("../docs/reasons.md"))).isEqualTo(ReasonsPage.text());
    }
}
