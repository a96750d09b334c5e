package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The durable state that all services share.
 *
 * @param brake why automatic moves are held, or would be without an approver; null for no brake
 * @param starts when the last automatic moves began, oldest first; kept only while there is a limit on them
 * @param directives ids of the last directives, oldest first
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

    /** The author of the freeze of all services when the stored fleet state cannot be used. */
    public static final String GUARD = "signalbox-itself";

    /** Append times in one partition may go back by the clock difference of two leaders. */
    private static final Duration DISORDER = Duration.ofMinutes(5);

    /**
     * Why automatic moves are held until a person decides.
     *
     * @param offBy the approver who allowed automatic moves nevertheless; null while they are held
     * @param offUntil when moves are held again; null when that happens only after the cause is gone
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

    /** Why the service is in quarantine; null when it is not. */
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

    /** Records that an automatic move has begun, and drops starts up to {@code then}. */
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

    /** @param reason null ends the quarantine */
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

    /** Records that a directive which Kafka stored at this time has been read. */
    public FleetState readTo(Instant appended) {
        Instant to = directivesTo == null || appended.isAfter(directivesTo) ? appended : directivesTo;
        return new FleetState(VERSION, version, freeze, brake, starts, directives, quarantined, to);
    }

    /** True if a directive that Kafka stored at this time is read again, after the reader lost its offset. */
    public boolean isReplayed(Instant appended) {
        return directivesTo != null && appended.isBefore(directivesTo.minus(DISORDER));
    }

    /** A copy with all services frozen and without the brake, which may be the unusable part. */
    public FleetState guarded(Reason reason, Instant now) {
        var guard = new Hold.Freeze(reason.code(), GUARD, reason.text(), now, null, null);
        return new FleetState(VERSION, version + 1, guard, null, starts, directives, quarantined, directivesTo);
    }

    /**
     * Replaces a fleet state that cannot be read. The orders in force for all services are unknown, so no automatic
     * move of any service begins before a person thaws all services.
     */
    public static FleetState unreadable(String cause, Instant now) {
        Reason reason = Reason.of(
                ReasonCode.FLEET_UNREADABLE,
                "the stored state of all services together cannot be read; thaw all services once you know that no"
                        + " order for all services is in force: " + cause);
        return new FleetState(VERSION, now.getEpochSecond(), null, null, null, List.of(), null, null)
                .guarded(reason, now);
    }

    @JsonIgnore
    public boolean isGuarded() {
        return freeze != null && freeze.who().equals(GUARD);
    }
}
