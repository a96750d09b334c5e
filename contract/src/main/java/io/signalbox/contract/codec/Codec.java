package io.signalbox.contract.codec;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.signalbox.contract.step.ActionKinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON bytes of one kind of value. Unknown fields are ignored, unknown versions and missing fields are errors. Thread-safe. */
public final class Codec<T> {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .registerSubtypes(ActionKinds.types())
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new AbsentFields(), new JacksonAnnotationIntrospector()))
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .build();

    private final Class<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private Codec(Class<T> type) {
        this.type = type;
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    public static <T> Codec<T> of(Class<T> type) {
        return new Codec<>(type);
    }

    /** The mapper behind every codec, for a REST layer that shows the same JSON. Not to be configured further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public byte[] write(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(type.getSimpleName() + " cannot be written", e);
        }
    }

    /** @param bytes null for a record without a value
     * @throws UnreadableException when the bytes are no such value; its message says where and why */
    public T read(byte @Nullable [] bytes) throws UnreadableException {
        if (bytes == null) {
            throw new UnreadableException(type.getSimpleName() + ": no value", null);
        }
        try {
            T value = reader.readValue(bytes);
            if (value == null) {
                throw new UnreadableException(type.getSimpleName() + ": null", null);
            }
            return value;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException(type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
