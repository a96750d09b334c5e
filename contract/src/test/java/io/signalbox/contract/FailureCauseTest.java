package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.StepOutcome.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCauseTest {

    private static final Path PAGE = Path.of("../docs/codes.md");

    @Test
    void eachCauseIsExplained() throws IOException {
        String page = Files.readString(PAGE);
        String section =
                page.substring(page.indexOf("## Causes of failed attempts"), page.indexOf("## Metrics of decision"));
        assertThat(FailureCause.values()).allSatisfy(cause -> assertThat(section)
                .containsPattern("(?m)^\\| [^|]*`" + cause.text() + "`[^|]* \\|"));
    }

    @Test
    void theCauseOfALaterVersionIsNotKnown() {
        assertThat(FailureCause.of("tired")).isNull();
        assertThat(FailureCause.of("http-404")).isNull();
        assertThat(FailureCause.of("health-check-missing")).isEqualTo(FailureCause.HEALTH_CHECK_MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "access-denied, true",
        "bad-key, true",
        "bad-time, true",
        "secret-missing, true",
        "secret-unreadable, true",
        "http-401, true",
        "http-403, true",
        "http-404, false",
        "signal-access-denied, false",
        "timeout, false",
        "tired, false"
    })
    void aPersonIsNeededForCredentialsAndRights(String cause, boolean denied) {
        assertThat(Failed.saysDenied(cause)).isEqualTo(denied);
        assertThat(new Failed(cause, "", true).saysDenied()).isEqualTo(denied);
    }

    @Test
    void aFailureIsComparedWithAConstant() {
        var failed = new Failed(FailureCause.THROTTLED, "", true);
        assertThat(failed.cause()).isEqualTo("throttled");
        assertThat(failed.is(FailureCause.THROTTLED)).isTrue();
        assertThat(failed.is(FailureCause.TIMEOUT)).isFalse();
        assertThat(FailureCause.HTTP_403.is(FailureCause.http(403))).isTrue();
    }
}
