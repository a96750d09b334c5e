package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.Kinds;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's request: a value of {@link Topics#DIRECTIVES}.
 *
 * @param id unique: a second directive with the same id is ignored; {@link DirectiveLimits} limits all fields
 * @param service null for all services
 * @param who the authenticated caller's name
 * @param person identifies the caller, since several people may have one name, and one person several names; null when
 *     only the name is known
 * @param why for the journal; never blank
 * @param expectedVersion the version of the service's state that the operator saw; null for no check
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Directive(
        int v,
        String id,
        @JsonProperty(required = false) @Nullable ServiceName service,
        String who,
        @JsonProperty(required = false) @Nullable String person,
        String why,
        Instant at,
        @JsonProperty(required = false) @Nullable Long expectedVersion,
        Order order) {

    public static final int VERSION = 1;

    /** The key of a directive for all services. */
    public static final String EVERY_SERVICE = "*";

    public Directive {
        Version.require("directive", v, VERSION);
        Required.present("directive", "id", id);
        Required.present("directive", "who", who);
        Required.present("directive", "why", why);
        Required.present("directive", "at", at);
        Required.present("directive", "order", order);
        DirectiveLimits.require(id, who, why, at, order);
        DirectiveLimits.requirePerson(person);
    }

    /** True if it is of this person. Names are compared if one of the two has no other identification. */
    public boolean isBy(String name, @Nullable String other) {
        return person == null || other == null ? who.equals(name) : person.equals(other);
    }

    public String key() {
        return service == null ? EVERY_SERVICE : service.value();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Override.class, name = "override"),
        @JsonSubTypes.Type(value = Release.class, name = "release"),
        @JsonSubTypes.Type(value = Freeze.class, name = "freeze"),
        @JsonSubTypes.Type(value = Thaw.class, name = "thaw"),
        @JsonSubTypes.Type(value = Acknowledge.class, name = "acknowledge"),
        @JsonSubTypes.Type(value = Reseeded.class, name = "reseeded"),
        @JsonSubTypes.Type(value = Approve.class, name = "approve"),
        @JsonSubTypes.Type(value = Reject.class, name = "reject"),
        @JsonSubTypes.Type(value = Cancel.class, name = "cancel"),
        @JsonSubTypes.Type(value = StartDrill.class, name = "start-drill"),
        @JsonSubTypes.Type(value = StopDrill.class, name = "stop-drill"),
        @JsonSubTypes.Type(value = ReAdopt.class, name = "re-adopt"),
        @JsonSubTypes.Type(value = EndHold.class, name = "end-hold"),
        @JsonSubTypes.Type(value = LiftQuarantine.class, name = "lift-quarantine")
    })
    public sealed interface Order {
        default String kind() {
            return Kinds.name(getClass());
        }
    }

    /** The effect of an order on a plan under way. */
    public enum During {
        /** The plan is ended as soon as that is safe. */
        SUPERSEDE,
        /** The order waits until the plan has ended. */
        QUEUE
    }

    /**
     * Traffic goes to {@code target} and stays there.
     *
     * @param until when it ends by itself; null means until released
     * @param force also to a site that is not UP, not ready or suppressed
     * @param passFreeze also while a freeze is in force
     * @param during null for {@link During#SUPERSEDE}
     */
    public record Override(
            SiteName target,
            @JsonProperty(required = false) @Nullable Instant until,
            boolean force,
            boolean passFreeze,

            @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            During during)
            implements Order {

        public Override(SiteName target, @Nullable Instant until, boolean force, boolean passFreeze) {
            this(target, until, force, passFreeze, null);
        }
    }

    /** Ends an override. */
    public record Release() implements Order {}

    /**
     * No automatic move begins.
     *
     * @param until when it ends by itself; null means until thawed
     * @param hold whether plans under way stop, too, before their next step; null for no
     */
    public record Freeze(
            @JsonProperty(required = false) @Nullable Instant until,

            @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean hold)
            implements Order {

        public Freeze(@Nullable Instant until) {
            this(until, null);
        }

        public boolean holdsPlans() {
            return hold != null && hold;
        }
    }

    /** Ends a freeze. */
    public record Thaw() implements Order {}

    /**
     * A person has looked at the cause of an alarm: automatic moves may begin again.
     *
     * @param reseeded whether every site whose data is stale now has been seeded again, as by {@link Reseeded}; null
     *     for no
     */
    public record Acknowledge(
            @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean reseeded) implements Order {

        public Acknowledge() {
            this(null);
        }

        public boolean saysReseeded() {
            return reseeded != null && reseeded;
        }
    }

    /**
     * A site whose data was stale has been seeded again: it may get traffic.
     *
     * @param epoch of the mark that this is about, as the state shows it; another mark of the site stays
     */
    public record Reseeded(SiteName site, long epoch) implements Order {
        public Reseeded {
            Required.present("reseeded", "site", site);
            if (epoch < 1) {
                throw new IllegalArgumentException("reseeded epoch: expected 1 or more, got " + epoch);
            }
        }
    }

    /**
     * What waits for an approver may go on: a move, a step, or an override of another person. For all services: the
     * brake is released.
     *
     * @param retry for a step that has failed, whether it is tried again; null to go on without it
     * @param until how long the brake stays released at most; null for as long as its cause lasts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Approve(
            @JsonProperty(required = false) @Nullable Boolean retry,
            @JsonProperty(required = false) @Nullable Instant until)
            implements Order {

        public boolean retries() {
            return retry != null && retry;
        }
    }

    /** Rejects the proposal that waits for an approver. */
    public record Reject() implements Order {}

    /** Ends the plan under way and undoes its changes; refused once its switch was accepted. */
    public record Cancel() implements Order {}

    /**
     * A drill begins.
     *
     * @param name of the calendar's entry; null for one that an operator starts by hand
     * @param scheduledFor when the calendar says it begins: a later run of the same entry is never before an earlier one
     * @param target null for the entry's, or the first eligible site
     * @param lasts null for the entry's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StartDrill(
            @JsonProperty(required = false) @Nullable String name,
            @JsonProperty(required = false) @Nullable Instant scheduledFor,
            @JsonProperty(required = false) @Nullable SiteName target,
            @JsonProperty(required = false) @Nullable Duration lasts)
            implements Order {}

    /** A drill under way ends now: traffic returns. */
    public record StopDrill() implements Order {}

    /**
     * Replaces a fence at the provider that is not the known one. The new fence has the active site that the live
     * records answer, all known marks and holds, and an epoch above all known ones. No traffic moves.
     *
     * @param epoch of the fence that was found, if that fence is right and is adopted unchanged, however high its
     *     epoch; null to replace it
     */
    public record ReAdopt(
            @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long epoch) implements Order {}

    /**
     * Removes an entry of another cell from the {@code hold} of the fence.
     *
     * @param cell the cell whose entry it is; null only for {@link What#UNREADABLE}
     */
    public record EndHold(
            What what,

            @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CellName cell)
            implements Order {

        public enum What {
            OVERRIDE,
            FREEZE,
            DRILL,
            /** All entries that this version cannot read, which act like a freeze. */
            UNREADABLE
        }

        public EndHold {
            Required.present("directive", "what", what);
            if ((what == What.UNREADABLE) != (cell == null)) {
                throw new IllegalArgumentException("directive end-hold of " + what
                        + ": expected the cell with OVERRIDE, FREEZE and DRILL, and without it UNREADABLE");
            }
        }
    }

    /**
     * Decides again about a service whose state could not be read, or whose own decision failed.
     *
     * @param discardState whether the stored state is discarded, and the service begins anew and frozen; null for no
     */
    public record LiftQuarantine(
            @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean discardState) implements Order {

        public boolean discards() {
            return discardState != null && discardState;
        }
    }
}
