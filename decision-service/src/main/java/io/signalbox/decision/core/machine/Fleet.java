package io.signalbox.decision.core.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is durable about all services together.
 *
 * @param directives ids of the last ones, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fleet(
        int v, long version, @JsonProperty(required = false) Hold.@Nullable Freeze freeze, List<String> directives) {

    public static final int VERSION = 1;

    public static final Fleet NEW = new Fleet(VERSION, 0, null, List.of());

    public Fleet {
        if (v != VERSION) {
            throw new IllegalArgumentException("fleet state: version " + v + " is not known here, expected " + VERSION);
        }
        directives = List.copyOf(directives);
    }
}
