package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that prevents automatic moves of a service: orders in force, and a fault of its fence.
 *
 * @param override the override in force, of any cell
 * @param proposed an override that waits for the approval of a second person
 * @param release a release of an override that the fence does not contain yet
 * @param readopt an order to replace the fence at the provider
 * @param ended orders that remove other cells' holds from the fence; empty for none
 * @param fault fault of the fence at the provider; null for none
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
        // States stored by earlier versions have no such field.
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
