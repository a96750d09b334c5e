package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been ordered for a service and is not over, and what is wrong with its fence.
 *
 * @param override the override in force, of any cell
 * @param proposed an override that waits for a second person
 * @param release of an override; the fence does not say yet that it is over
 * @param readopt the order to re-adopt the fence
 * @param ended holds of other cells that are being removed from the fence; empty for none
 * @param fault what is wrong with the fence at the provider; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Holds(
        @JsonProperty(required = false) Hold.@Nullable Override override,
        @JsonProperty(required = false) Hold.@Nullable Override proposed,
        @JsonProperty(required = false) Hold.@Nullable Release release,
        @JsonProperty(required = false) Hold.@Nullable Freeze freeze,
        @JsonProperty(required = false) Hold.@Nullable Drill drill,
        @JsonProperty(required = false) Hold.@Nullable Readopt readopt,

        @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Hold.Ended> ended,

        @JsonProperty(required = false) @Nullable FenceFault fault) {

    public static final Holds NONE = new Holds(null, null, null, null, null, null, List.of(), null);

    public Holds {
        // Absent in states that were stored before this field existed.
        ended = ended == null ? List.of() : List.copyOf(ended);
    }

    public Holds override(Hold.@Nullable Override override) {
        return new Holds(override, proposed, release, freeze, drill, readopt, ended, fault);
    }

    public Holds proposed(Hold.@Nullable Override proposed) {
        return new Holds(override, proposed, release, freeze, drill, readopt, ended, fault);
    }

    public Holds release(Hold.@Nullable Release release) {
        return new Holds(override, proposed, release, freeze, drill, readopt, ended, fault);
    }

    public Holds freeze(Hold.@Nullable Freeze freeze) {
        return new Holds(override, proposed, release, freeze, drill, readopt, ended, fault);
    }

    public Holds drill(Hold.@Nullable Drill drill) {
        return new Holds(override, proposed, release, freeze, drill, readopt, ended, fault);
    }

    public Holds readopt(Hold.@Nullable Readopt readopt) {
        return new Holds(override, proposed, release, freeze, drill, readopt, ended, fault);
    }

    public Holds ended(List<Hold.Ended> ended) {
        return new Holds(override, proposed, release, freeze, drill, readopt, ended, fault);
    }

    public Holds fault(@Nullable FenceFault fault) {
        return new Holds(override, proposed, release, freeze, drill, readopt, ended, fault);
    }
}
