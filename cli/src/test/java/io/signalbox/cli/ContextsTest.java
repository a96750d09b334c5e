package io.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextsTest {

    @TempDir
    Path home;

    private final StubService service = StubService.start();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = home.resolve(".config/signalbox/contexts.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling("token"), StubService.TOKEN + "\n");
        Files.writeString(file, """
                # two cells
                current: east
                contexts:
                  east: {url: "http://127.0.0.1:1", token-env: EAST}   # far away
                  west: {url: "%s", token-file: token}
                """.formatted(service.url()));
        service.answers("GET /api/v1/services?limit=500", 200, "{\"services\":[]}");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Run run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private Run run(Map<String, String> more, String... arguments) {
        var environment = new HashMap<>(more);
        environment.put("HOME", home.toString());
        return Run.of(environment, arguments);
    }

    @Test
    void listMarksTheCurrentOne() {
        assertThat(run("context", "list").lines())
                .satisfiesExactly(
                        head -> assertThat(head).contains("NAME"),
                        east -> assertThat(east).startsWith("*  east").endsWith("EAST"),
                        west -> assertThat(west).startsWith("   west"));
        assertThat(run("context", "list", "-o", "json").out()).contains("\"current\" : true");
    }

    @Test
    void useChangesOneLineOfTheFileAndIsUsed() throws IOException {
        String before = Files.readString(file);

        assertThat(run("context", "use", "west").code()).isZero();

        assertThat(Files.readString(file)).isEqualTo(before.replace("current: east", "current: west"));
        assertThat(run("status").code()).isZero();
    }

    @Test
    void anUnknownContextIsRefusedWithTheKnownOnes() throws IOException {
        String before = Files.readString(file);

        Run run = run("context", "use", "north");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("expected one of [east, west]").contains("got \"north\"");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void anOptionCountsMoreThanTheEnvironmentAndThatMoreThanTheFile() {
        assertThat(run("status", "--context", "west").code()).isZero();
        assertThat(run(Map.of("SIGNALBOX_CONTEXT", "west"), "status").code()).isZero();
        assertThat(run(Map.of("SIGNALBOX_CONTEXT", "east"), "status", "-c", "west")
                        .code())
                .isZero();
        assertThat(run(Map.of("SIGNALBOX_TOKEN", StubService.TOKEN), "status", "--url", service.url())
                        .code())
                .isZero();
        assertThat(run(Map.of("SIGNALBOX_TOKEN", "another"), "status", "-c", "west")
                        .code())
                .isEqualTo(4);
    }

    @Test
    void aMissingVariableIsNamed() {
        Run run = run("status");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("EAST is not set");
    }

    @Test
    void everyMistakeInTheFileIsToldWithItsLine() throws IOException {
        Files.writeString(file, """
                current: south
                contexts:
                  east: {url: "ftp://decision", tokenfile: token}
                  west: {url: "https://decision:8082"}
                """);

        Run run = run("status");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(file + ":3: contexts.east.url: expected http://host:port")
                .contains(file + ":3: contexts.east.tokenfile: unknown key");
    }

    @Test
    void withoutAnyContextTheAnswerSaysWhatIsExpected() throws IOException {
        Files.delete(file);

        Run run = run("status");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--url, --context, SIGNALBOX_URL").contains(file.toString());
    }

    @Test
    void aTokenFileWithSeveralLinesIsNoTokenAndIsNotShown() throws IOException {
        Files.writeString(file.resolveSibling("token"), "first-secret\nsecond-secret\n");

        Run run = run("status", "-c", "west");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("expected one token").doesNotContain("secret");
    }
}
