package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.HoldReason;
import io.signalbox.contract.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of all services together.
 *
 * @param brake null while it is not on
 * @param starts when the last automatic moves began, oldest first; kept only while there is a velocity limit
 * @param directives ids of the latest ones, oldest first
 * @param quarantined services whose own decision failed, with the cause; absent for none
 * @param directivesTo when Kafka stored the newest directive that was read; null before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FleetState(
        int v,
        long version,
        @JsonProperty(required = false) Hold.@Nullable Freeze freeze,
        @JsonProperty(required = false) @Nullable Brake brake,
        @JsonProperty(required = false) @Nullable List<Instant> starts,
        List<String> directives,

        @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        Map<ServiceName, Reason> quarantined,

        @JsonProperty(required = false) @Nullable Instant directivesTo) {

    public static final int VERSION = 1;

    public static final FleetState NEW = new FleetState(VERSION, 0, null, null, null, List.of(), null, null);

    /** The author of the freeze of all services that Signalbox gives itself when their stored state cannot be used. */
    public static final String GUARD = "signalbox-itself";

    /** Append times of one partition may go back by the difference between two leaders' clocks. */
    private static final Duration DISORDER = Duration.ofMinutes(5);

    /**
     * The brake: automatic moves wait for a person.
     *
     * @param offBy the approver who has released it; null while it holds
     * @param offUntil when it holds again; null for when its cause is gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Brake(
            Reason reason,
            Instant since,
            @JsonProperty(required = false) @Nullable String offBy,
            @JsonProperty(required = false) @Nullable Instant offUntil) {

        public boolean off() {
            return offBy != null;
        }
    }

    public FleetState {
        if (v != VERSION) {
            throw new IllegalArgumentException("fleet state: version " + v + " is not known here, expected " + VERSION);
        }
        starts = starts == null ? List.of() : List.copyOf(starts);
        directives = List.copyOf(directives);
        quarantined = quarantined == null ? Map.of() : Map.copyOf(quarantined);
    }

    /** Why nothing of the service is decided; null if it is not quarantined. */
    @Nullable
    public Reason quarantine(ServiceName service) {
        return quarantined == null ? null : quarantined.get(service);
    }

    public List<Instant> startsAfter(Instant then) {
        return starts == null
                ? List.of()
                : starts.stream().filter(start -> start.isAfter(then)).toList();
    }

    public FleetState freeze(Hold.@Nullable Freeze freeze) {
        return new FleetState(VERSION, version + 1, freeze, brake, starts, directives, quarantined, directivesTo);
    }

    public FleetState brake(@Nullable Brake brake) {
        return new FleetState(VERSION, version + 1, freeze, brake, starts, directives, quarantined, directivesTo);
    }

    /** Adds the start of an automatic move; starts before {@code then} are dropped. */
    public FleetState began(Instant now, Instant then) {
        var more = new ArrayList<>(startsAfter(then));
        more.add(now);
        return new FleetState(VERSION, version, freeze, brake, more, directives, quarantined, directivesTo);
    }

    public FleetState heard(String directive) {
        return new FleetState(
                VERSION,
                version,
                freeze,
                brake,
                starts,
                ServiceState.remembering(directives, directive),
                quarantined,
                directivesTo);
    }

    /**  */
    public FleetState quarantine(ServiceName service, @Nullable Reason reason) {
        var more = new HashMap<ServiceName, Reason>();
        if (quarantined != null) {
            more.putAll(quarantined);
        }
        if (reason == null) {
            more.remove(service);
        } else {
            more.put(service, reason);
        }
        return new FleetState(VERSION, version, freeze, brake, starts, directives, more, directivesTo);
    }

    /** Remembers that a directive which Kafka stored at this time was read. */
    public FleetState readTo(Instant appended) {
        Instant to = directivesTo == null || appended.isAfter(directivesTo) ? appended : directivesTo;
        return new FleetState(VERSION, version, freeze, brake, starts, directives, quarantined, to);
    }

    /**
     * Whether a directive that Kafka stored at this time was read before, and is read again because the reader's
     * position was lost.
     */
    public boolean isReplayed(Instant appended) {
        return directivesTo != null && appended.isBefore(directivesTo.minus(DISORDER));
    }

    /** The same state with all services frozen, and without the brake, which may be the part that cannot be used. */
    public FleetState guarded(Reason reason, Instant now) {
        var guard = new Hold.Freeze(reason.code(), GUARD, reason.text(), now, null, null);
        return new FleetState(VERSION, version + 1, guard, null, starts, directives, quarantined, directivesTo);
    }

    /**
     * Replaces a fleet state that cannot be read. Orders for all services are not known any more, so no automatic move
     * of any service begins before a person thaws all services.
     */
    public static FleetState unreadable(String cause, Instant now) {
        Reason reason = Reason.of(
                HoldReason.FLEET_UNREADABLE,
                "what is stored about all services together cannot be read; thaw all services once the orders in"
                        + " force are known to be none: " + cause);
        return new FleetState(VERSION, now.getEpochSecond(), null, null, null, List.of(), null, null)
                .guarded(reason, now);
    }

    @JsonIgnore
    public boolean isGuarded() {
        return freeze != null && freeze.who().equals(GUARD);
    }
}
