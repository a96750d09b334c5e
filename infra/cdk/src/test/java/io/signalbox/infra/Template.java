package io.signalbox.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A committed template. @param region the only one that it can be deployed in; empty for any */
record Template(Path file, String region, JsonNode root) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Properties that give a resource a name which has to be unique in its region. */
    private static final Set<String> NAMES = Set.of(
            "AutoScalingGroupName",
            "ClusterName",
            "DBInstanceIdentifier",
            "LaunchTemplateName",
            "LogGroupName",
            "Name",
            "RoleName",
            "ServiceName",
            "TopicName");

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

    /** The resources that have a name of their own: their type and that name. */
    Stream<String> named() {
        return root.path("Resources").properties().stream()
                .map(resource -> resource.getValue())
                .flatMap(resource -> resource.path("Properties").properties().stream()
                        .filter(property -> NAMES.contains(property.getKey())
                                && property.getValue().isTextual())
                        .map(property -> resource.path("Type").asText() + " "
                                + property.getValue().asText()));
    }

    @Override
    public String toString() {
        return file.toString();
    }

    String name() {
        return file.getFileName().toString().replace(".json", "");
    }
}
