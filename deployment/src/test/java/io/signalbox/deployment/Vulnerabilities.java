package io.signalbox.deployment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/** {@code make vulnerabilities}: names each part of the bill of materials with a known vulnerability. */
final class Vulnerabilities {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<OsvRecord> records = new ArrayList<>();
    private int withdrawn;

    /**
     * @param source a folder of records, one in each file with the ending .json, or a zip file with them, as
     *     https://google.github.io/osv.dev/data/ offers it
     * @throws IllegalArgumentException if a file is no record, or none is about Maven
     */
    static Vulnerabilities read(Path source) throws IOException {
        var all = new Vulnerabilities();
        if (Files.isDirectory(source)) {
            all.add(source);
        } else if (Files.isRegularFile(source)) {
            try (FileSystem zip = FileSystems.newFileSystem(source)) {
                all.add(zip.getPath("/"));
            } catch (ProviderNotFoundException | ZipException _) {
                throw new IllegalArgumentException(source + ": expected a folder or a zip file, got another file");
            }
        }
        if (all.records.isEmpty()) {
            throw new IllegalArgumentException(
                    source + ": expected a folder or a zip file with OSV records of Maven, found none");
        }
        return all;
    }

    private void add(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                add(file, parsed(file));
            }
        }
    }

    private static JsonNode parsed(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + ": expected an OSV record in JSON, got: " + e.getOriginalMessage());
        }
    }

    private void add(Path file, JsonNode json) {
        if (!json.path("id").isTextual()) {
            throw new IllegalArgumentException(file + ": expected an OSV record with an id, got none");
        }
        var record = new OsvRecord(json);
        if (record.withdrawn()) {
            withdrawn++;
        } else if (record.isAboutMaven()) {
            records.add(record);
        }
    }

    /** @param bom a list of parts in the form of CycloneDX */
    List<String> problems(JsonNode bom) {
        var problems = new ArrayList<String>();
        for (JsonNode component : bom.path("components")) {
            String artifact = component.path("group").asText() + ":"
                    + component.path("name").asText();
            String version = component.path("version").asText();
            for (OsvRecord record : records) {
                if (record.affects(artifact, version)) {
                    List<String> fixed = record.fixedIn(artifact);
                    problems.add(artifact + ":" + version + ": " + record.title() + "; fixed in "
                            + (fixed.isEmpty() ? "no known version" : String.join(", ", fixed)));
                }
            }
        }
        return problems;
    }

    public static void main(String[] arguments) throws IOException {
        JsonNode bom = JSON.readTree(Files.readAllBytes(Path.of(arguments[0])));
        try {
            Vulnerabilities known = read(Path.of(arguments[1]));
            List<String> problems = known.problems(bom);
            problems.forEach(System.err::println);
            System.out.printf(
                    "RESULT vulnerabilities parts=%d records=%d withdrawn=%d found=%d%n",
                    bom.path("components").size(), known.records.size(), known.withdrawn, problems.size());
            System.exit(problems.isEmpty() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
