package io.signalbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailureCausesTest {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern LITERAL = Pattern.compile(
            "\\b(?:AttemptResult\\.failed|NotTaken|Unclear|Failed|notTaken|unclear|beforehand|ActionFailedException"
                    + "|ZoneUnavailableException)\\(\\s*\"[^\"]*\"\\s*[,+]");

    /** docs/codes.md explains each constant of FailureCause. */
    @Test
    void causesAreGivenByTheirConstant() throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            List<Path> files =
                    walk.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(files).hasSizeGreaterThan(200);
            for (Path file : files) {
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .forEach(match -> found.add(file + ": " + match.group()));
            }
        }
        assertThat(found).isEmpty();
        assertThat(LITERAL.matcher("new Submission.NotTaken(\"tired\", why)").find())
                .isTrue();
    }
}
