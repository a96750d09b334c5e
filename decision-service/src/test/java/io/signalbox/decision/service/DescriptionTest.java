package io.signalbox.decision.service;

import static io.signalbox.decision.service.Callers.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.signalbox.contract.codec.Codec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The description of the API; {@link DescribedAnswers} compares it with the answers to all tests. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class DescriptionTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    private static JsonNode description() throws IOException {
        return Codec.mapper().readTree(viewer().get("/q/openapi?format=json").asByteArray());
    }

    @Test
    void everyOperationHasASummaryItsAnswersAndItsProblems() throws IOException {
        var operations = new ArrayList<String>();
        description().path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    operations.add(name);
                    assertThat(operation.getValue().path("summary").asText())
                            .as("summary of %s", name)
                            .isNotBlank();
                    if (path.getKey().startsWith("/api/")) {
                        assertProblems(name, operation.getValue().path("responses"));
                    }
                }));
        assertThat(operations)
                .contains("get /api/v1/me", "get /api/v1/directives/{id}", "post /api/v1/services/{service}/override");
    }

    private static void assertProblems(String operation, JsonNode responses) {
        List<String> problems = operation.startsWith("post ")
                ? List.of("400", "401", "403", "404", "406", "409", "412", "413", "415", "422", "429", "500", "503")
                : List.of("400", "401", "403", "404", "406", "429", "500", "503");
        for (String status : problems) {
            assertThat(responses
                            .path(status)
                            .path("content")
                            .path("application/problem+json")
                            .path("schema")
                            .path("$ref")
                            .asText())
                    .as("%s of %s", status, operation)
                    .isEqualTo("#/components/schemas/ProblemDetails");
        }
        assertThat(responses.properties().stream()
                        .filter(entry -> entry.getKey().startsWith("2")))
                .as("success of %s", operation)
                .isNotEmpty();
    }

    @Test
    void theProblemDocumentIsDescribed() throws IOException {
        assertThat(
                        description()
                                .path("components")
                                .path("schemas")
                                .path("ProblemDetails")
                                .path("properties")
                                .properties()
                                .stream()
                                .map(Map.Entry::getKey))
                .contains("type", "title", "status", "detail", "where", "found", "allowed", "code");
    }
}
