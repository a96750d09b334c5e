package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that keeps a service from moving by itself: what has been ordered and is not over, and what is wrong with its
 * fence.
 *
 * @param override the order in force, of whatever cell
 * @param proposed an override that waits for a second person
 * @param release of an override, of which the fence does not say yet that it is over
 * @param readopt the fence at the provider is to be replaced
 * @param ended orders of other cells that are taken out of the fence; empty for none
 * @param fault what is wrong with the fence at the provider; null when nothing is
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
        // States that were stored before there were any do not say so.
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
