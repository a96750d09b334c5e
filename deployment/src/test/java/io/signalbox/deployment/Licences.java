package io.signalbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code make sbom}: compares the licences of all parts with those that are allowed. A part with several licences may be used under any of
 * them, as Maven's poms list alternatives.
 */
final class Licences {

    private static final String OWN = "io.signalbox";

    private final Set<String> allowed = new LinkedHashSet<>();

    /** @param lines a licence each, by its SPDX identifier, expression or name in the list; {@code #} begins a comment */
    Licences(List<String> lines) {
        for (String line : lines) {
            String licence = line.replaceFirst("#.*", "").strip();
            if (!licence.isEmpty()) {
                allowed.add(licence);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        var bom = new ObjectMapper().readTree(Files.readAllBytes(Path.of(arguments[0])));
        var licences = new Licences(Files.readAllLines(Path.of(arguments[1])));
        List<String> problems = licences.problems(bom);
        problems.forEach(problem -> System.err.println(arguments[0] + ": " + problem));
        System.out.println("licences_refused=" + problems.size());
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /** @param bom a list of parts in the form of CycloneDX */
    List<String> problems(JsonNode bom) {
        var problems = new ArrayList<String>();
        for (JsonNode component : bom.path("components")) {
            List<String> found = licences(component);
            String group = component.path("group").asText();
            if (!group.equals(OWN) && found.stream().noneMatch(allowed::contains)) {
                problems.add(group + ":" + component.path("name").asText() + ":"
                        + component.path("version").asText()
                        + ": expected a licence of .ci/allowed-licences, got " + (found.isEmpty() ? "none" : found));
            }
        }
        return problems;
    }

    private static List<String> licences(JsonNode component) {
        var found = new ArrayList<String>();
        for (JsonNode each : component.path("licenses")) {
            for (JsonNode text : List.of(
                    each.path("expression"),
                    each.path("license").path("id"),
                    each.path("license").path("name"))) {
                if (text.isTextual()) {
                    found.add(text.textValue());
                }
            }
        }
        return found;
    }
}
