package io.signalbox.decision.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.WebApplicationException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of problems and their documents. */
class ProblemTest {

    private static String row(ApiProblem problem) {
        return "| " + problem.status() + " | `" + problem.label() + "` | " + problem.title() + ". | " + problem.remedy()
                + " |";
    }

    @Test
    void docsListEachTypeAndNoOther() throws IOException {
        String text = Files.readString(Path.of("../docs/rest.md"));
        String heading = "| status | name | meaning | what to do |\n|---|---|---|---|\n";
        int begin = text.indexOf(heading) + heading.length();

        assertThat(text.substring(begin, text.indexOf("\n\n", begin)).lines())
                .containsExactlyElementsOf(
                        Stream.of(ApiProblem.values()).map(ProblemTest::row).toList());
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfEachTypeSaysWhatToDo(ApiProblem problem) {
        String name = problem.type().substring("/problems/".length());

        assertThat(new ProblemsResource().one(name)).contains(problem.title()).contains(problem.remedy());
    }

    @ParameterizedTest
    @EnumSource
    void whoIsToAskAgainIsToldWhen(ApiProblem problem) {
        boolean asksAgain = problem.status() == 429 || problem.status() == 503;

        assertThat(problem.saying("a test").getResponse().getHeaderString("Retry-After") != null)
                .isEqualTo(asksAgain);
    }

    @Test
    void aLongValueIsCut() {
        var details = (ApiProblemDetails) ApiProblem.INVALID_VALUE
                .at("why", "less", "w".repeat(10_000))
                .getResponse()
                .getEntity();

        assertThat(details.found()).hasSizeLessThan(100).endsWith("(10000 characters)");
        assertThat(details.detail()).startsWith("why: expected less, got \"www").hasSizeLessThan(200);
    }

    @Test
    void anUnexpectedErrorIsNotShown() {
        var answer = new ProblemMapper().failed(new IllegalStateException("jdbc:secret"));
        var details = (ApiProblemDetails) answer.getEntity();

        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(details.toString()).doesNotContain("secret").doesNotContain("IllegalState");
        assertThat(details.instance()).startsWith("urn:uuid:");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 404, 418, 501, 504})
    void aBareStatusGetsDetailsWithThatStatus(int status) {
        var answer = new ProblemMapper().answer(new WebApplicationException(status));

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getMediaType()).hasToString(ApiProblemDetails.MEDIA_TYPE);
        assertThat(((ApiProblemDetails) answer.getEntity()).status()).isEqualTo(status);
    }

    @Test
    void aBodyOfBytesThatAreNoCharactersIsUnreadable() {
        var answer = new ProblemMapper().unread(new CharConversionException("Invalid UTF-32 character"));
        var details = (ApiProblemDetails) answer.getEntity();

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(details.type()).isEqualTo(ApiProblem.UNREADABLE_BODY.type());
        assertThat(details.found()).isEqualTo("Invalid UTF-32 character");
    }

    @Test
    void aBodyThatIsCutOffIsMalformed() {
        var details = (ApiProblemDetails)
                new ProblemMapper().unread(new IOException("reset")).getEntity();

        assertThat(details.type()).isEqualTo(ApiProblem.MALFORMED_REQUEST.type());
    }
}
