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

/** What an operator, or the calendar, has ordered and has not yet ended. */
public sealed interface Hold {

    String directive();

    String who();

    /** Who that is, as {@link Directive#person} says; null where only the name is known. */
    default @Nullable String person() {
        return null;
    }

    String why();

    Instant since();

    /** When it ends by itself; null if only an order ends it. */
    @Nullable
    Instant until();

    default boolean endedAt(Instant now) {
        Instant end = until();
        return end != null && !now.isBefore(end);
    }

    /**
     * Traffic belongs to {@code target}.
     *
     * @param force even if that is not UP, not ready or suppressed
     * @param after the plan that it waits for; null when it waits for none
     * @param elsewhere the cell where it was ordered; null for this one
     * @param against the number of the last order that was known there when it was given; null for none
     * @param epoch of the fence that was known there; null for none
     * @param passFreeze also while a freeze is in force; null for no
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

        /** The number of the last order that was known when this one was given; 0 for none. */
        public long number() {
            return against == null ? 0 : against;
        }

        /** Whether it waits for the plan that is under way. */
        public boolean waitsIn(Phase phase) {
            return phase instanceof Phase.Moving moving && moving.plan().id().equals(after);
        }

        /** Whether it was ordered in this cell. */
        @JsonIgnore
        public boolean isOwn() {
            return elsewhere == null;
        }
    }

    /**
     * The order in force was released, and the fence does not say so yet.
     *
     * @param epoch of the fence that was known when it was given; 0 for none
     * @param number of the order that it releases
     */
    record Release(String directive, String who, String why, Instant since, long epoch, long number) implements Hold {

        /** The same release of another order. */
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
     * @param plans whether running plans take no further step either; null for no
     * @param epoch of the fence known when it was ordered: that fence can only contain an earlier freeze; null for a
     *     freeze of all services, and for one of an older version
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

        /** The same freeze, ordered while this epoch was known. */
        public Freeze orderedAt(long known) {
            return new Freeze(directive, who, why, since, until, plans, known);
        }

        /** Whether a fence can contain this freeze. */
        public boolean isBefore(Fence fence) {
            return epoch == null || fence.epoch() > epoch;
        }

        public boolean holdsPlans() {
            return plans != null && plans;
        }
    }

    /**
     * A drill: traffic goes to {@code target} and returns.
     *
     * @param name of the calendar entry; null for a drill that was ordered by hand
     * @param until when traffic returns; before its arrival, when it would return if it arrived at once
     * @param awayAt when traffic arrived at the target; null before
     * @param ended why traffic returns or stays; null while the drill lasts
     * @param asks true until the claim shows that other cells have no objection; null from then on
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
            @JsonProperty(required = false) @Nullable Boolean asks)
            implements Hold {

        /** The stage of a drill. */
        public enum Stage {
            LEAVING,
            THERE,
            RETURNING
        }

        /** Whether another cell may still object. */
        @JsonIgnore
        public boolean isAsking() {
            return Boolean.TRUE.equals(asks);
        }

        public Drill begun() {
            return new Drill(
                    directive, name, home, target, who, why, since, until, lasts, stage, awayAt, ended, person, null);
        }

        public Drill there(Instant now) {
            return new Drill(
                    directive,
                    name,
                    home,
                    target,
                    who,
                    why,
                    since,
                    now.plus(lasts),
                    lasts,
                    Stage.THERE,
                    now,
                    ended,
                    person,
                    null);
        }

        public Drill returning(Reason because) {
            return new Drill(
                    directive,
                    name,
                    home,
                    target,
                    who,
                    why,
                    since,
                    until,
                    lasts,
                    Stage.RETURNING,
                    awayAt,
                    because,
                    person,
                    null);
        }
    }

    /**
     * The order to re-adopt the fence.
     *
     * @param epoch of the fence that was found, to adopt it as it is; null to replace it
     * @param awaits whether a second person has to approve it; null for no
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

    /** The order to remove another cell's hold from the fence. @param cell null for a hold that cannot be read */
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
                // An override is no hold: a release ends it.
                case OVERRIDE -> false;
                case FREEZE -> ofCell && shared.unread() == null && shared.freezes();
                case DRILL -> ofCell && shared.unread() == null && shared.kind() == FenceHold.Kind.DRILL;
                case UNREADABLE -> shared.unread() != null;
            };
        }
    }
}
