package io.signalbox.probe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

    private static final String VALID = """
            cells: [{name: us-west-2, bootstrap: "127.0.0.1:1"}]
            vantages: [us-east-1, eu-west-1]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: us-east-1, priority: 1, address: {ipv4: [127.0.0.1]}}]
                probes: [{name: port, tcp: {port: 80}}]
            """;

    @TempDir
    private Path directory;

    private Optional<String> allow = Optional.empty();
    private double rate = 2;

    @Test
    void beginsWithWhatIsInOrder() throws IOException {
        var start = start(VALID, Optional.of("eu-west-1"), Optional.of("127.0.0.5"));

        assertThat(start).isInstanceOfSatisfying(StartConditions.Ready.class, ready -> {
            assertThat(ready.vantage().value()).isEqualTo("eu-west-1");
            assertThat(ready.sourceAddress()).hasToString("/127.0.0.5");
        });
    }

    @Test
    void tellsEveryProblemOfTheTopologyAndOfTheConfigurationAtOnce() throws IOException {
        assertThat(problems("cells: 1\nvantages: [us-east-1]\nwhat: 2\n", Optional.empty(), Optional.of("nowhere")))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("topology.yaml:1", "topology.yaml:3"))
                .contains(
                        "signalbox.vantage: expected the name of one of the topology's vantages, got nothing",
                        "signalbox.source-address: expected an IP address, got \"nowhere\"");
    }

    @Test
    void tellsAVantageThatTheTopologyDoesNotKnow() throws IOException {
        assertThat(problems(VALID, Optional.of("us-east-2"), Optional.empty()))
                .containsExactly("signalbox.vantage: expected one of us-east-1, eu-west-1, got \"us-east-2\"");
    }

    @Test
    void tellsAnEntryOfTheAllowListThatIsNone() throws IOException {
        allow = Optional.of("*.example.com, https://x");

        assertThat(problems(VALID, Optional.of("eu-west-1"), Optional.empty()))
                .containsExactly("signalbox.once.allow: expected host, host:port, [IPv6 address] or *.example.com with"
                        + " commas between, got \"https://x\"");
    }

    @Test
    void tellsARateOfRequestsThatIsNone() throws IOException {
        rate = 0;

        assertThat(problems(VALID, Optional.of("eu-west-1"), Optional.empty()))
                .containsExactly("signalbox.cloudwatch.requests-per-second: expected a number above 0, got 0.0");
    }

    @Test
    void tellsAMissingVantage() throws IOException {
        assertThat(problems(VALID, Optional.empty(), Optional.empty()))
                .containsExactly("signalbox.vantage: expected one of us-east-1, eu-west-1, got nothing");
    }

    @Test
    void tellsAFileOfACheckThatIsNotThere() throws IOException {
        String topology = VALID.replace("tcp: {port: 80}", "tls: {trust: /nowhere/ca.pem}");

        assertThat(problems(topology, Optional.of("eu-west-1"), Optional.empty()))
                .containsExactly(
                        "services.orders, probe port, trust: expected a file, got /nowhere/ca.pem: there is none");
    }

    private List<String> problems(String topology, Optional<String> vantage, Optional<String> source)
            throws IOException {
        return switch (start(topology, vantage, source)) {
            case StartConditions.Refused refused -> refused.problems();
            case StartConditions.Ready ready -> throw new AssertionError("expected problems, got " + ready);
        };
    }

    private StartConditions start(String topology, Optional<String> vantage, Optional<String> source)
            throws IOException {
        Path file = Files.writeString(directory.resolve("topology.yaml"), topology);
        return StartConditions.of(new Given(Optional.of(file), vantage, source, allow, rate), Map.of());
    }

    private record Given(
            Optional<Path> topology,
            Optional<String> vantage,
            Optional<String> sourceAddress,
            Optional<String> allow,
            double rate)
            implements ProbeSettings {

        @Override
        public Duration topologyReload() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Optional<Path> tokens() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> openPaths() {
            return Optional.empty();
        }

        @Override
        public Once once() {
            return () -> allow;
        }

        @Override
        public Kafka kafka() {
            return () -> Path.of("/etc/signalbox/kafka");
        }

        @Override
        public CloudWatch cloudwatch() {
            return new CloudWatch() {
                @Override
                public Optional<URI> endpoint() {
                    return Optional.empty();
                }

                @Override
                public double requestsPerSecond() {
                    return rate;
                }
            };
        }

        @Override
        public OptionalInt eventLoops() {
            return OptionalInt.empty();
        }
    }
}
