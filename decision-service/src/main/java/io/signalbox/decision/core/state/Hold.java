package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.Directive;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order of an operator, or of the calendar, that has not ended yet. */
public sealed interface Hold {

    String directive();

    String who();

    /** The person, see {@link Directive#person}; null when only the name is known. */
    default @Nullable String person() {
        return null;
    }

    String why();

    Instant since();

    /** When the hold expires; null when it lasts until it is ended. */
    @Nullable
    Instant until();

    default boolean endedAt(Instant now) {
        Instant end = until();
        return end != null && !now.isBefore(end);
    }

    /**
     * Traffic goes to {@code target}.
     *
     * @param force also when the target is not UP, not ready or suppressed
     * @param after id of the plan that the override waits for; null for none
     * @param elsewhere the cell where the override was ordered; null for this cell
     * @param against number of the last order known in that cell when the override was given; null for none
     * @param epoch epoch of the fence known in that cell; null for none
     * @param passFreeze whether the override applies during a freeze; null for no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Override(
            String directive,
            SiteName target,
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until,
            boolean force,
            @JsonProperty(required = false) @Nullable String after,
            @JsonProperty(required = false) @Nullable CellName elsewhere,
            @JsonProperty(required = false) @Nullable Long against,
            @JsonProperty(required = false) @Nullable Long epoch,
            @JsonProperty(required = false) @Nullable Boolean passFreeze,
            @JsonProperty(required = false) @Nullable String person)
            implements Hold {

        public boolean passesFreezes() {
            return passFreeze != null && passFreeze;
        }

        /** Number of the last order known when this override was given; 0 for none. */
        public long number() {
            return against == null ? 0 : against;
        }

        /** True if the override waits for the plan under way. */
        public boolean waitsIn(Phase phase) {
            return phase instanceof Phase.Moving moving && moving.plan().id().equals(after);
        }

        /** True if the override was ordered in this cell. */
        @JsonIgnore
        public boolean isOwn() {
            return elsewhere == null;
        }
    }

    /**
     * Ends the order in force; the fence does not contain the release yet.
     *
     * @param epoch epoch of the fence known when the release was given; 0 for none
     * @param number number of the order that it ends
     */
    record Release(String directive, String who, String why, Instant since, long epoch, long number) implements Hold {

        /** A copy that ends another order. */
        public Release of(long order) {
            return new Release(directive, who, why, since, epoch, order);
        }

        @java.lang.Override
        public @Nullable Instant until() {
            return null;
        }
    }

    /**
     * No automatic move begins.
     *
     * @param plans whether plans under way also take no further step; null for no
     * @param epoch epoch of the fence known when the freeze was ordered: a freeze in that fence is an earlier one; null
     *     for a freeze of all services, and for one stored by an earlier version
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Freeze(
            String directive,
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until,
            @JsonProperty(required = false) @Nullable Boolean plans,
            @JsonProperty(required = false) @Nullable Long epoch)
            implements Hold {

        public Freeze(
                String directive,
                String who,
                String why,
                Instant since,
                @Nullable Instant until,
                @Nullable Boolean plans) {
            this(directive, who, why, since, until, plans, null);
        }

        /** A copy with the epoch that was known when the freeze was ordered. */
        public Freeze orderedAt(long known) {
            return new Freeze(directive, who, why, since, until, plans, known);
        }

        /** True if the fence is late enough to contain this freeze. */
        public boolean isBefore(Fence fence) {
            return epoch == null || fence.epoch() > epoch;
        }

        public boolean holdsPlans() {
            return plans != null && plans;
        }
    }

    /**
     * Traffic moves to {@code target} for a time, and then back to {@code home}; or {@code target} gets the capacity for that, and no
     * traffic moves.
     *
     * @param name name of the calendar entry; null for a drill that a person ordered
     * @param until when traffic moves back; before it arrives, the time as if it arrived at once
     * @param awayAt when traffic arrived at the target; null before
     * @param ended why traffic moves back, or stays; null while the drill lasts
     * @param asks true until it is known that no other cell objects; null from then on
     * @param capacity true if no traffic moves; null if it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Drill(
            String directive,
            @JsonProperty(required = false) @Nullable String name,
            SiteName home,
            SiteName target,
            String who,
            String why,
            Instant since,
            Instant until,
            Duration lasts,
            Stage stage,
            @JsonProperty(required = false) @Nullable Instant awayAt,
            @JsonProperty(required = false) @Nullable Reason ended,
            @JsonProperty(required = false) @Nullable String person,
            @JsonProperty(required = false) @Nullable Boolean asks,
            @JsonProperty(required = false) @Nullable Boolean capacity)
            implements Hold {

        /** Progress of the drill. */
        public enum Stage {
            LEAVING,
            THERE,
            RETURNING
        }

        /** True if another cell may still object. */
        @JsonIgnore
        public boolean isAsking() {
            return Boolean.TRUE.equals(asks);
        }

        /** True if no traffic moves. */
        @JsonIgnore
        public boolean isOfCapacity() {
            return Boolean.TRUE.equals(capacity);
        }

        public Drill begun() {
            return copy(until, stage, awayAt, ended);
        }

        public Drill there(Instant now) {
            return copy(now.plus(lasts), Stage.THERE, now, ended);
        }

        public Drill returning(Reason because) {
            return copy(until, Stage.RETURNING, awayAt, because);
        }

        /** A copy that asks no other cell. */
        private Drill copy(Instant end, Stage next, @Nullable Instant away, @Nullable Reason because) {
            return new Drill(
                    directive, name, home, target, who, why, since, end, lasts, next, away, because, person, null,
                    capacity);
        }
    }

    /**
     * An order to replace the fence at the provider.
     *
     * @param epoch epoch of the found fence, if that fence is adopted unchanged; null when it is replaced
     * @param awaits whether a second person must approve; null for no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Readopt(
            String directive,
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until,
            @JsonProperty(required = false) @Nullable Long epoch,
            @JsonProperty(required = false) @Nullable Boolean awaits,
            @JsonProperty(required = false) @Nullable String person)
            implements Hold {

        public boolean awaitsApproval() {
            return Boolean.TRUE.equals(awaits);
        }

        public Readopt approved() {
            return new Readopt(directive, who, why, since, until, epoch, null, person);
        }
    }

    /** An order to remove another cell's hold from the fence. @param cell null for an unreadable entry */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ended(
            String directive,
            String who,
            String why,
            Instant since,
            Directive.EndHold.What what,
            @JsonProperty(required = false) @Nullable CellName cell) {

        public boolean ends(FenceHold shared) {
            boolean ofCell = cell != null && cell.value().equals(shared.cell());
            return switch (what) {
                // An override is an order, not a hold: a release ends it.
                case OVERRIDE -> false;
                case FREEZE -> ofCell && shared.unread() == null && shared.freezes();
                case DRILL -> ofCell && shared.unread() == null && shared.kind() == FenceHold.Kind.DRILL;
                case UNREADABLE -> shared.unread() != null;
            };
        }
    }
}
