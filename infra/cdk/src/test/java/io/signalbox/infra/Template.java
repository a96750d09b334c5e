package io.signalbox.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A committed template. @param region the only one that it can be deployed in; empty for any */
record Template(Path file, String region, JsonNode root) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of one example. */
    static List<Template> of(Example example, Path root) throws IOException {
        Path folder = root.relativize(example.folder(root)).resolve("infrastructure");
        return Templates.committed(root).entrySet().stream()
                .filter(template -> template.getKey().startsWith(folder))
                .map(template -> of(template.getKey(), template.getValue()))
                .toList();
    }

    private static Template of(Path file, String text) {
        try {
            JsonNode root = JSON.readTree(text);
            String region =
                    root.at("/Rules/Region/Assertions/0/Assert/Fn::Equals/1").asText();
            return new Template(file, region, root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** The properties of all resources of a type. */
    Stream<JsonNode> resources(String type) {
        return root.path("Resources").properties().stream()
                .map(resource -> resource.getValue())
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"));
    }

    /** What a property is in all resources of a type, as text. */
    Stream<String> texts(String type, String property) {
        return resources(type).map(resource -> resource.path(property).asText());
    }

    @Override
    public String toString() {
        return file.toString();
    }

    String name() {
        return file.getFileName().toString().replace(".json", "");
    }
}
