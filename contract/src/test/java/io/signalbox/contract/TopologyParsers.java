package io.signalbox.contract;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.environment.TopologyText;
import io.signalbox.contract.topology.reader.Candidate;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologyReader;
import io.signalbox.contract.topology.reader.ZeroFile;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.fuzz.Code;
import io.signalbox.fuzz.FuzzedParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The readers of a topology, of an environment's file, of a candidate for a backtest, and of the variables that stand for a topology. */
final class TopologyParsers {

    private static final String READER = "io.signalbox.contract.topology.reader";
    private static final String YAML = "io.signalbox.contract.topology.yaml";
    private static final Path ROOT = Files.isDirectory(Path.of("contract")) ? Path.of("") : Path.of("..");
    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "hunter2");

    private TopologyParsers() {}

    static List<FuzzedParser> all() {
        return List.of(topology(), environment(), candidate(), zeroFile());
    }

    /**
     * Of the packages that read YAML, all classes count but these: {@code Candidate}, {@code ZeroFile}, {@code Endpoint}
     * and {@code Environment} have inputs of their own; {@code TopologySource}, {@code TopologyFollower}, {@code Reload}
     * and {@code InvalidTopologyException} look at files and report what this reader says.
     */
    private static FuzzedParser topology() {
        return new FuzzedParser(
                "topology",
                examples(),
                List.of(
                        "services:\n",
                        "sites:",
                        "probes:",
                        "  - ",
                        "&a ",
                        "*a",
                        "<<: *a",
                        "!!str ",
                        "{",
                        "}",
                        "[",
                        "]",
                        "|\n",
                        ">-\n",
                        "# ",
                        "\t",
                        "? ",
                        ": ",
                        "null",
                        "~",
                        "1s",
                        "10%",
                        "${HOME}",
                        "${NONE}",
                        "---\n"),
                Code.ofPackages(READER, YAML)
                        .without(
                                READER,
                                "Candidate",
                                "ZeroFile",
                                "Endpoint",
                                "TopologySource",
                                "TopologyFollower",
                                "Reload",
                                "InvalidTopologyException")
                        .without(YAML, "Environment"),
                input -> requireOutcome(TopologyReader.read(input, ENVIRONMENT)));
    }

    /** The file of an environment, over an example. */
    private static FuzzedParser environment() {
        byte[] base = example("active-passive-ecs/topology.yaml");
        return new FuzzedParser(
                "environment",
                Stream.concat(environments().stream(), texts("""
                                        base: topology.yaml
                                        values: {NAME: dev.example.com}
                                        changes:
                                          vantages: [us-east-1]
                                          references: null
                                          services:
                                            api:
                                              sites: [{name: us-west-1, absent: true}, {name: eu-west-1, priority: 3}]
                                              probes: [{name: health, interval: 5s}]
                                              plans: null
                                        """).stream()).toList(),
                List.of(
                        "base: ",
                        "values:\n",
                        "changes:\n",
                        "null",
                        "absent: true",
                        "name: ",
                        "&a ",
                        "*a",
                        "${NAME}",
                        "[",
                        "{"),
                Code.ofPackages("io.signalbox.contract.topology.environment"),
                input -> environment(input, base));
    }

    private static void environment(byte[] input, byte[] base) {
        var findings = new Findings();
        TopologyText text = TopologyText.of(input, _ -> base, findings);
        if (text.root() == null && findings.none()) {
            throw new IllegalStateException("neither a topology nor a problem");
        }
        if (findings.none()) {
            requireOutcome(TopologyReader.read(text.rendered().getBytes(StandardCharsets.UTF_8), ENVIRONMENT));
        }
    }

    private static void requireOutcome(TopologyReader.Result result) {
        switch (result) {
            case TopologyReader.Result.Read read -> {
                if (read.topology().services().isEmpty()) {
                    throw new IllegalStateException("valid without a service");
                }
            }
            case TopologyReader.Result.Invalid invalid -> {
                if (invalid.problems().isEmpty()
                        || invalid.problems().toString().isEmpty()) {
                    throw new IllegalStateException("invalid without a problem");
                }
            }
        }
    }

    /** The changed policy and thresholds of a request for a backtest. */
    private static FuzzedParser candidate() {
        Topology topology = example();
        Service service = topology.services().getFirst();
        return new FuzzedParser(
                "candidate",
                texts(
                        "{\"policy\": {\"mode\": \"approve\", \"quorum\": 1, \"failback\": {\"mode\": \"auto\","
                                + " \"stableFor\": \"1m\", \"window\": \"Mon-Fri 08:00-18:00\"}, \"minDownFor\": \"3s\"}}",
                        "{\"probes\": {\"fall\": 5, \"rise\": 3, \"window\": {\"failures\": 4, \"of\": 9}}}",
                        "policy: {excludeOwnVantage: true, quorum: all, grace: 1m, whenAllDown: stay, planDeadline: 1h}",
                        "policy: {damping: {halfLife: 5m, suppressAt: 5000, reuseAt: 2000, holdDown: 30s,"
                                + " longestHoldDown: 15m}, claimFor: 2m, twoPersons: true}",
                        "{\"policy\": {\"quorum\": 7, \"grade\": \"1s\"}, \"probes\": {\"fall\": 0}}",
                        "policy: {damping: {suppressAt: 10, reuseAt: 20, holdDown: 1h, longestHoldDown: 1m},"
                                + " failback: {mode: manual, window: \"Sun 01:00-02:00\"}}",
                        "probes: {window: off}",
                        "probes: {window: on}",
                        "[]",
                        "policy: {grace: \"${PATH}\"}"),
                List.of(
                        "policy: ",
                        "probes: ",
                        "quorum: ",
                        "window: ",
                        "fall: ",
                        "damping: ",
                        "failback: ",
                        "1s",
                        "off"),
                Code.of(
                        READER,
                        "Candidate",
                        "PolicyReader",
                        "QuorumReader",
                        "Voters",
                        "FailbackReader",
                        "DampingReader"),
                input -> {
                    try {
                        Candidate.read(new String(input, StandardCharsets.UTF_8), service, topology);
                    } catch (InvalidTopologyException e) {
                        if (e.problems().isEmpty()) {
                            throw new IllegalStateException("invalid without a problem", e);
                        }
                    }
                });
    }

    private static Topology example() {
        byte[] text = example("active-passive-ecs/topology.yaml");
        return switch (TopologyReader.read(text, ENVIRONMENT)) {
            case TopologyReader.Result.Read(Topology topology) -> topology;
            case TopologyReader.Result.Invalid invalid -> throw new IllegalStateException(invalid.toString());
        };
    }

    /** Environment variables, one a line. */
    private static FuzzedParser zeroFile() {
        String least =
                "DOMAIN_NAME=orders.example.com\nPRIMARY_ENDPOINT=192.0.2.10\nSECONDARY_ENDPOINT=198.51.100.10\n";
        return new FuzzedParser(
                "zero-file",
                texts(
                        least,
                        least + "HEALTH_CHECK_INTERVAL=1\nFAILURE_THRESHOLD=5\nHOSTED_ZONE=com\nQUORUM=1\n"
                                + "VANTAGES=eu-west-1, us-east-1, us-west-2\nKAFKA_BOOTSTRAP_SERVERS=k1:9092,k2:9092\n"
                                + "SIGNALBOX_KAFKA_SECURITY=mtls\n",
                        "DOMAIN_NAME=orders.example.com\nPRIMARY_REGION=eu-west-1\nSECONDARY_REGION=eu-central-1\n"
                                + "PRIMARY_ENDPOINT=https://lb-1.example.net:8443/healthz?deep=1\n"
                                + "SECONDARY_ENDPOINT=http://lb-2.example.net\n",
                        "DOMAIN_NAME=orders.example.com\nPRIMARY_ENDPOINT=2001:db8::1\n"
                                + "SECONDARY_ENDPOINT=http://[2001:db8::2]:81\n",
                        "DOMAIN_NAME=example.com\nHOSTED_ZONE=example.com\nPRIMARY_ENDPOINT=a.example.net\n"
                                + "SECONDARY_ENDPOINT=169.254.169.254\n",
                        least + "PRIMARY_REGION=a\nSECONDARY_REGION=a\nHEALTH_CHECK_INTERVAL=0\nFAILURE_THRESHOLD=x\n",
                        least + "VANTAGES=us-east-1\nQUORUM=9\nSIGNALBOX_KAFKA_SECURITY=magic\n",
                        "DOMAIN_NAME=example\nPRIMARY_ENDPOINT=ftp://a\nSECONDARY_ENDPOINT=http://a b\n"),
                List.of(
                        "DOMAIN_NAME=",
                        "HOSTED_ZONE=",
                        "PRIMARY_REGION=",
                        "SECONDARY_REGION=",
                        "PRIMARY_ENDPOINT=",
                        "SECONDARY_ENDPOINT=",
                        "QUORUM=",
                        "VANTAGES=",
                        "https://",
                        "::1",
                        "\n"),
                Code.of(READER, "ZeroFile", "Endpoint").and(Code.of(YAML, "Environment")),
                input -> requireOutcome(ZeroFile.read(variables(input))));
    }

    private static Map<String, String> variables(byte[] input) {
        var variables = new HashMap<String, String>();
        new String(input, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> variables.put(parts[0], parts[1]));
        return variables;
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] example(String file) {
        try {
            return Files.readAllBytes(ROOT.resolve("examples").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> examples() {
        return files(file -> !isOfEnvironment(file));
    }

    private static List<byte[]> environments() {
        return files(TopologyParsers::isOfEnvironment);
    }

    private static boolean isOfEnvironment(Path file) {
        return file.getParent().endsWith("environments");
    }

    private static List<byte[]> files(Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
            var all = new ArrayList<byte[]>();
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(wanted)
                    .sorted()
                    .toList()) {
                all.add(Files.readAllBytes(file));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
