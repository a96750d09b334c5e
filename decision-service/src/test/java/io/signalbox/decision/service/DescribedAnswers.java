package io.signalbox.decision.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.signalbox.contract.codec.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** Compares every answer of the API that a test gets with the description at {@code /q/openapi}: its status, its media type and its body. */
final class DescribedAnswers implements Filter {

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FIRST_ERROR = 400;

    private JsonNode description;

    private synchronized JsonNode paths() {
        if (description == null) {
            description = read();
        }
        return description.path("paths");
    }

    private static JsonNode read() {
        int port = ConfigProvider.getConfig()
                .getOptionalValue("signalbox.management.port", Integer.class)
                .orElse(RestAssured.port);
        try {
            var connection = URI.create("http://127.0.0.1:" + port + "/q/openapi?format=json")
                    .toURL()
                    .openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + CellResource.VIEWER_TOKEN);
            return Codec.mapper().readTree(connection.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String path = URI.create(request.getURI()).getPath();
        if (path.startsWith("/api/") && answer.statusCode() != METHOD_NOT_ALLOWED) {
            Optional<JsonNode> item = described(path);
            assertThat(item.isPresent() || answer.statusCode() >= FIRST_ERROR)
                    .as("%s is described", path)
                    .isTrue();
            item.ifPresent(known -> assertDescribed(request.getMethod() + " " + path, known, request, answer));
        }
        return answer;
    }

    private Optional<JsonNode> described(String path) {
        return paths().properties().stream()
                .filter(entry -> matches(entry.getKey(), path))
                .min(Map.Entry.comparingByKey((one, other) -> Integer.compare(parameters(one), parameters(other))))
                .map(Map.Entry::getValue);
    }

    private static boolean matches(String template, String path) {
        String pattern = Pattern.compile("\\{[^}]+}")
                .splitAsStream(template)
                .map(Pattern::quote)
                .reduce((a, b) -> a + "[^/]+" + b)
                .orElse("");
        return path.matches(template.endsWith("}") ? pattern + "[^/]+" : pattern);
    }

    private static int parameters(String template) {
        return (int) template.chars().filter(each -> each == '{').count();
    }

    private void assertDescribed(String asked, JsonNode item, FilterableRequestSpecification request, Response answer) {
        JsonNode operation = item.path(request.getMethod().toLowerCase(Locale.ROOT));
        JsonNode response = operation.path("responses").path(String.valueOf(answer.statusCode()));
        assertThat(response.isObject())
                .as("%s is described with the status %d", asked, answer.statusCode())
                .isTrue();
        if (!answer.contentType().isEmpty() && answer.statusCode() != 304 && answer.statusCode() != 204) {
            assertThat(response.path("content").properties().stream().map(Map.Entry::getKey))
                    .as("media types of %s with the status %d", asked, answer.statusCode())
                    .contains(answer.contentType().split(";")[0]);
            assertBodyDescribed(asked, response, answer);
        }
    }

    private void assertBodyDescribed(String asked, JsonNode response, Response answer) {
        String type = answer.contentType().split(";")[0];
        JsonNode schema = response.path("content").path(type).path("schema");
        if (type.endsWith("json") && schema.isObject()) {
            try {
                assertThat(new DescribedBody(description)
                                .differences(schema, Codec.mapper().readTree(answer.asByteArray())))
                        .as("the body of %s with the status %d", asked, answer.statusCode())
                        .isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
