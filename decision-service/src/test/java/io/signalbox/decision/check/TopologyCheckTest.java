package io.signalbox.decision.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyCheckTest {

    private static final String SERVICE = """
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes: [{name: health, tcp: {port: 443}}]
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aTopologyThatHoldsPassesAndTellsWhatFollows() throws Exception {
        assertThat(check("[us-east-1, eu-west-1, us-west-2]")).isZero();
        assertThat(text(out))
                .contains("1 service, 3 vantages, 1 cell")
                .contains("WARN  references: ")
                .containsPattern("us-east-1 +orders +moves to us-west-2 after [0-9.]+ s")
                .doesNotContain("ERROR");
    }

    @Test
    void aTrapFails() throws Exception {
        assertThat(check("[us-east-1, us-west-2]")).isEqualTo(1);
        assertThat(text(out)).contains("ERROR services.orders.policy.quorum: no move follows when us-east-1 is lost");
    }

    @Test
    void aTopologyThatCannotBeReadFailsWithAllOfItsProblems() throws Exception {
        assertThat(check("[us-east-1, us-east-1]\nspeed: high")).isEqualTo(1);
        assertThat(text(err)).contains("two vantages have the name us-east-1").contains("speed: unknown key");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void anythingElseIsToldWhatIsExpected() {
        assertThat(command().run("check")).isEqualTo(2);
        assertThat(text(err)).contains("expected: check FILE");
        assertThat(command().run("check", directory.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(text(err)).contains("cannot be read");
    }

    private int check(String vantages) throws Exception {
        Path file = Files.writeString(
                directory.resolve("topology.yaml"),
                "cells: [{name: us-west-2, bootstrap: \"localhost:9092\"}]\nvantages: " + vantages + "\n" + SERVICE);
        return command().run("check", file.toString());
    }

    private TopologyCheck command() {
        return new TopologyCheck(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }
}
