package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JournalKindTest {

    private static final String PAGE = "../docs/codes.md";

    @Test
    void anOrderIsWrittenUnderItsOwnKind() {
        assertThat(new Directive.Release())
                .satisfies(order -> assertThat(JournalKind.of(order).text()).isEqualTo(order.kind()));
        assertThat(new Directive.Thaw())
                .satisfies(order -> assertThat(JournalKind.of(order).text()).isEqualTo(order.kind()));
    }

    @Test
    void theKindOfALaterVersionIsNotKnown() {
        assertThat(JournalKind.of("move-dreamt")).isNull();
        assertThat(JournalKind.of("move-done")).isEqualTo(JournalKind.MOVE_DONE);
    }

    @Test
    void eachPhaseIsExplained() throws IOException {
        String page = Files.readString(Path.of(PAGE));
        assertThat(ServicePhase.values()).allSatisfy(phase -> assertThat(page).contains("| `" + phase.text() + "` |"));
    }

    @Test
    void eachKindIsExplained() throws IOException {
        String page = Files.readString(Path.of(PAGE));
        String section = page.substring(page.indexOf("## Journal entries"), page.indexOf("## Metrics"));
        assertThat(JournalKind.values())
                .allSatisfy(kind -> assertThat(section).containsPattern("\\| .*`" + kind.text() + "`.* \\|"));
    }

    @Test
    void theCauseIsTheCodeAfterThePrefixes() {
        assertThat(Reason.of("override-target-not-up", "").cause()).isEqualTo(ReasonCode.NOT_UP);
        assertThat(Reason.of("split-override-target-stale-data", "").cause()).isEqualTo(ReasonCode.STALE_DATA);
        assertThat(Reason.of("all-down-stale-data", "").cause()).isEqualTo(ReasonCode.ALL_DOWN_STALE_DATA);
        assertThat(Reason.of("Throttling", "").cause()).isNull();
    }
}
