package io.signalbox.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.actuator.app.Inspection.Found;
import io.signalbox.actuator.app.Inspection.Level;
import io.signalbox.cli.connect.Answer;
import io.signalbox.cli.console.Console;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The checks of all sites, made once from here. Another vantage may see something else. */
record SiteHealth(Console console, Path file) {

    private static final ObjectMapper JSON = new ObjectMapper();

    List<Found> of(Topology topology) {
        return topology.services().stream()
                .flatMap(service -> service.sites().stream()
                        .filter(site -> !site.probes().isEmpty())
                        .flatMap(site -> of(service, site)))
                .toList();
    }

    private Stream<Found> of(Service service, Site site) {
        String what = service.name() + "/" + site.name();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var environment = new HashMap<>(console.environment());
        environment.put("SIGNALBOX_TOPOLOGY", file.toString());
        Console aside = console.with(environment).with(stream(out), stream(err));
        int _ = Delegated.probe(aside, List.of("probe", "--json"), what);
        try {
            JsonNode probes =
                    JSON.readTree(out.toString(StandardCharsets.UTF_8)).path("probes");
            return probes.isEmpty()
                    ? Stream.of(unknown(what, err.toString(StandardCharsets.UTF_8)))
                    : StreamSupport.stream(probes.spliterator(), false).map(SiteHealth::found);
        } catch (JsonProcessingException e) {
            return Stream.of(unknown(what, e.getOriginalMessage()));
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Found unknown(String what, String why) {
        return new Found(Level.WARNING, "check " + what, "not made: " + why.strip(), "signalbox probe " + what);
    }

    private static Found found(JsonNode report) {
        String check = Answer.text(report, "check");
        String detail = Stream.of("cause", "detail")
                .flatMap(member -> Answer.optional(report, member).stream())
                .reduce((cause, text) -> cause + ": " + text)
                .orElse("no detail");
        return switch (Answer.text(report, "result")) {
            case "PASSED" -> new Found(Level.OK, "check " + check, "passed", "");
            case "FAILED" ->
                new Found(
                        Level.ERROR, "check " + check, detail, "signalbox probe " + check + " shows all that was seen");
            default -> new Found(Level.WARNING, "check " + check, "undecided: " + detail, "signalbox probe " + check);
        };
    }
}
