package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.Samples.Sample;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has once been published is written and read for ever: files are added here, never edited. */
class GoldenFilesTest {

    private static final ObjectMapper TREE = new ObjectMapper();

    private static final Set<String> MAPS = Set.of("facts", "previous", "checks", "descriptions");

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void writesExactlyTheFile(Sample<T> sample) throws IOException {
        byte[] written = Codec.of(sample.type()).write(sample.value());

        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(golden(sample).strip());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void readsTheFile(Sample<T> sample) throws Exception {
        assertThat(read(sample, golden(sample))).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void ignoresFieldsThatItDoesNotKnow(Sample<T> sample) throws Exception {
        JsonNode tree = TREE.readTree(golden(sample));
        objects(tree).forEach(object -> object.put("addedLater", "something new"));

        assertThat(read(sample, tree.toString())).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void refusesAVersionThatItDoesNotKnow(Sample<T> sample) throws Exception {
        ObjectNode tree = (ObjectNode) TREE.readTree(golden(sample));
        tree.put("v", 2);

        assertThatThrownBy(() -> read(sample, tree.toString()))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("version 2 is not known here, expected 1 to 1");
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void refusesAValueWithoutOneOfItsFieldsAndNamesIt(Sample<T> sample) throws Exception {
        JsonNode tree = TREE.readTree(golden(sample));
        for (ObjectNode object : objects(tree)) {
            for (String field : namesIn(object)) {
                JsonNode value = object.remove(field);
                refuses(sample, tree, field);
                object.putNull(field);
                refuses(sample, tree, field);
                object.set(field, value);
            }
        }
    }

    private static void refuses(Sample<?> sample, JsonNode tree, String field) {
        Throwable refusal = catchThrowable(() -> read(sample, tree.toString()));
        if (refusal != null || !Wire.NULLABLE_NAMES.contains(field)) {
            assertThat(refusal)
                    .as("%s without %s", sample, field)
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining(field);
        }
    }

    @Test
    void everyKindOfValueHasAFile() {
        var kinds = Samples.all().stream()
                .map(sample -> sample.value().getClass().getName())
                .distinct();

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(Wire.valueNames());
    }

    @Test
    void whatIsNullableMayBeAbsentAndNothingElse() {
        for (RecordComponent component : Wire.components()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);

            assertThat(property != null && !property.required())
                    .as("%s.%s may be absent", component.getDeclaringRecord().getSimpleName(), component.getName())
                    .isEqualTo(nullable);
        }
    }

    private static <T> T read(Sample<T> sample, String json) throws UnreadableException {
        return Codec.of(sample.type()).read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String golden(Sample<?> sample) throws IOException {
        try (var file = GoldenFilesTest.class.getResourceAsStream("/golden/" + sample.name() + "-v1.json")) {
            assertThat(file).as("golden file of %s", sample).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The records in a tree, outermost first; maps by name are data, not records. */
    private static List<ObjectNode> objects(JsonNode tree) {
        var objects = new ArrayList<ObjectNode>();
        if (tree instanceof ObjectNode object) {
            objects.add(object);
            object.properties().stream()
                    .filter(field -> !MAPS.contains(field.getKey()) && !isTimestamps(field.getValue()))
                    .forEach(field -> objects.addAll(
                            field.getKey().equals("candidates")
                                    ? inside(field.getValue())
                                    : objects(field.getValue())));
        } else {
            objects.addAll(inside(tree));
        }
        return objects;
    }

    private static List<ObjectNode> inside(JsonNode tree) {
        var objects = new ArrayList<ObjectNode>();
        tree.forEach(child -> objects.addAll(objects(child)));
        return objects;
    }

    /** The timings of an outcome are moments by name; those of a probe are a record of numbers. */
    private static boolean isTimestamps(JsonNode node) {
        return node.has("received");
    }

    private static List<String> namesIn(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
