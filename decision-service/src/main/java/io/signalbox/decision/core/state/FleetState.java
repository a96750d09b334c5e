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
 * What is durable about all services together.
 *
 * @param brake null while failures look like what can be answered automatically
 * @param starts when the last automatic moves began, oldest first; kept only while there is a limit on them
 * @param directives ids of the last ones, oldest first
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

    /** Who has frozen all services when what is stored about them cannot be used. */
    public static final String GUARD = "signalbox-itself";

    /** The append times of one partition may go back by the difference of two leaders' clocks. */
    private static final Duration DISORDER = Duration.ofMinutes(5);

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

    /** Why nothing of the service is decided; null when it is. */
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

    /** An automatic move has begun; those before {@code then} no longer count. */
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

    /** @param reason null ends it */
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

    /** A directive that Kafka stored at this time has been read. */
    public FleetState readTo(Instant appended) {
        Instant to = directivesTo == null || appended.isAfter(directivesTo) ? appended : directivesTo;
        return new FleetState(VERSION, version, freeze, brake, starts, directives, quarantined, to);
    }

    /** Whether a directive that Kafka stored at this time is read for the second time, after the reader's place was lost. */
    public boolean isReplayed(Instant appended) {
        return directivesTo != null && appended.isBefore(directivesTo.minus(DISORDER));
    }

    /** The same, with all services frozen and without a brake, which may be what cannot be used. */
    public FleetState guarded(Reason reason, Instant now) {
        var guard = new Hold.Freeze(reason.code(), GUARD, reason.text(), now, null, null);
        return new FleetState(VERSION, version + 1, guard, null, starts, directives, quarantined, directivesTo);
    }

    /**
     * What stands in for a fleet state that cannot be read. Orders for all services that were in force are not known any more, so
     * nothing automatic of any service begins before a person thaws them all.
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
