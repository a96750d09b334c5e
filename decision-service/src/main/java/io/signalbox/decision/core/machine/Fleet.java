package io.signalbox.decision.core.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is durable about all services together.
 *
 * @param brake null while failures look like what can be answered automatically
 * @param starts when the last automatic moves began, oldest first; kept only while there is a limit on them
 * @param directives ids of the last ones, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fleet(
        int v,
        long version,
        @JsonProperty(required = false) Hold.@Nullable Freeze freeze,
        @JsonProperty(required = false) @Nullable Brake brake,
        @JsonProperty(required = false) @Nullable List<Instant> starts,
        List<String> directives) {

    public static final int VERSION = 1;

    public static final Fleet NEW = new Fleet(VERSION, 0, null, null, null, List.of());

    /**
     * Why automatic moves are held for a person.
     *
     * @param offBy the approver who has let them go on all the same; null while they are held
     * @param offUntil when they are held again; null when not before the cause is gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Brake(
            Reason reason,
            Instant since,
            @JsonProperty(required = false) @Nullable String offBy,
            @JsonProperty(required = false) @Nullable Instant offUntil) {

        boolean off() {
            return offBy != null;
        }
    }

    public Fleet {
        if (v != VERSION) {
            throw new IllegalArgumentException("fleet state: version " + v + " is not known here, expected " + VERSION);
        }
        starts = starts == null ? List.of() : List.copyOf(starts);
        directives = List.copyOf(directives);
    }

    List<Instant> startsAfter(Instant then) {
        return starts == null
                ? List.of()
                : starts.stream().filter(start -> start.isAfter(then)).toList();
    }

    Fleet freeze(Hold.@Nullable Freeze freeze) {
        return new Fleet(VERSION, version + 1, freeze, brake, starts, directives);
    }

    Fleet brake(@Nullable Brake brake) {
        return new Fleet(VERSION, version + 1, freeze, brake, starts, directives);
    }

    /** An automatic move has begun; those before {@code then} no longer count. */
    Fleet began(Instant now, Instant then) {
        var more = new ArrayList<>(startsAfter(then));
        more.add(now);
        return new Fleet(VERSION, version, freeze, brake, more, directives);
    }

    Fleet heard(String directive) {
        return new Fleet(VERSION, version, freeze, brake, starts, Draft.remembering(directives, directive));
    }
}
