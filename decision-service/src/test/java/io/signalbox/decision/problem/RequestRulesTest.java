package io.signalbox.decision.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Headers that no request may have. */
class RequestRulesTest {

    private static final long LONGEST = 100;

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    private Optional<Integer> refusal() {
        return RequestRules.broken(HttpVersion.HTTP_1_1, headers, LONGEST).map(ApiProblemDetails::status);
    }

    @Test
    void anOrdinaryRequestBreaksNoRule() {
        headers.add("Host", "localhost").add("Content-Length", "100").add("X-Text", "a\tb ü");

        assertThat(refusal()).isEmpty();
    }

    @Test
    void aNameOrValueWithOtherCharactersIsRefused() {
        headers.add("X-\0Y", "1");
        assertThat(refusal()).contains(400);
        headers.clear().add("X-Y", "a\u0001");
        assertThat(refusal()).contains(400);
        headers.clear().add("X-Y", "a\u007f");
        assertThat(refusal()).contains(400);
    }

    @Test
    void aValueThatIsRefusedIsNotRepeated() {
        headers.add("Authorization", "Bearer secret\u0001");

        assertThat(RequestRules.broken(HttpVersion.HTTP_1_1, headers, LONGEST)
                        .orElseThrow()
                        .toString())
                .contains("Authorization")
                .doesNotContain("secret");
    }

    @Test
    void twoLengthsOrOneThatIsNoneAreRefused() {
        headers.add("Content-Length", "3").add("Content-Length", "4");
        assertThat(refusal()).contains(400);
        headers.clear().add("Content-Length", "99999999999999999999");
        assertThat(refusal()).contains(400);
        headers.clear().add("Content-Length", "");
        assertThat(refusal()).contains(400);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedByItsLength() {
        headers.add("Content-Length", "101");

        assertThat(refusal()).contains(413);
    }
}
