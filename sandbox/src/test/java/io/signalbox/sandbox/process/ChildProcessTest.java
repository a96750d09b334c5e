package io.signalbox.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void getsItsEnvironmentAndWritesToItsLog() {
        var child = start("greeting", "echo \"hello $WHO from $PWD\"");
        assertThat(child.ended(LIMIT)).isTrue();
        assertThat(child.exitCode()).isZero();
        assertThat(child.log()).content().isEqualTo("hello world from " + directory + "\n");
    }

    @Test
    void standsStillAndGoesOn() throws IOException {
        var child = start("steps", "while read _; do echo step; done; sleep 60");
        child.pause();
        await().untilAsserted(() -> assertThat(state(child)).isEqualTo("T"));
        child.resume();
        await().untilAsserted(() -> assertThat(state(child)).isNotEqualTo("T"));
        child.kill();
        assertThat(child.alive()).isFalse();
    }

    /** In Linux's /proc: the letter after the name in parentheses. */
    private static String state(ChildProcess child) throws IOException {
        var stat = Files.readString(Path.of("/proc", String.valueOf(child.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void endsWithItsParent(String signal) throws Exception {
        var parent = ChildProcess.start(
                "parent",
                // A process that a script has put into the background hands on that SIGINT is ignored.
                List.of(
                        "env",
                        "--default-signal=INT",
                        ChildProcess.java(),
                        "-cp",
                        ChildProcess.classPath(),
                        Parent.class.getName(),
                        directory.toString()),
                Map.of(),
                directory,
                directory.resolve("parent.log"));
        var grandchild = directory.resolve("grandchild");
        await().atMost(LIMIT).until(() -> Files.exists(grandchild) && Files.size(grandchild) > 0);
        long pid = Long.parseLong(Files.readString(grandchild).strip());
        assertThat(ProcessHandle.of(pid)).isPresent();

        assertThat(new ProcessBuilder("sh", "-c", "kill -" + signal + " " + parent.pid())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(parent.ended(LIMIT)).isTrue();
        await().atMost(LIMIT).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    /** A process that has a child which would live for long. */
    static final class Parent {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path directory = Path.of(arguments[0]);
            var child = ChildProcess.start(
                    "grandchild", List.of("sleep", "600"), Map.of(), directory, directory.resolve("grandchild.log"));
            Files.writeString(directory.resolve("grandchild.new"), child.pid() + "\n");
            Files.move(directory.resolve("grandchild.new"), directory.resolve("grandchild"));
            Thread.currentThread().join();
        }
    }

    private ChildProcess start(String name, String script) {
        return ChildProcess.start(
                name, List.of("sh", "-c", script), Map.of("WHO", "world"), directory, directory.resolve(name + ".log"));
    }
}
