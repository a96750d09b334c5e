package io.signalbox.decision.core.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Everything that has been ordered for a service and is not over.
 *
 * @param proposed an override that waits for a second person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Holds(
        @JsonProperty(required = false) Hold.@Nullable Override override,
        @JsonProperty(required = false) Hold.@Nullable Override proposed,
        @JsonProperty(required = false) Hold.@Nullable Freeze freeze,
        @JsonProperty(required = false) Hold.@Nullable Drill drill) {

    public static final Holds NONE = new Holds(null, null, null, null);

    Holds override(Hold.@Nullable Override override) {
        return new Holds(override, proposed, freeze, drill);
    }

    Holds proposed(Hold.@Nullable Override proposed) {
        return new Holds(override, proposed, freeze, drill);
    }

    Holds freeze(Hold.@Nullable Freeze freeze) {
        return new Holds(override, proposed, freeze, drill);
    }

    Holds drill(Hold.@Nullable Drill drill) {
        return new Holds(override, proposed, freeze, drill);
    }
}
