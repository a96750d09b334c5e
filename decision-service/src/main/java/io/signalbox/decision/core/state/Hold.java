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

    /** When it ends by itself; null means when it is ended. */
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

        /** Of the last order that was known when it was given; 0 for none. */
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
     * The order in force is over, and the fence does not say so yet.
     *
     * @param epoch of the fence that was known when it was given; 0 for none
     * @param number of the order that it ends
     */
    record Release(String directive, String who, String why, Instant since, long epoch, long number) implements Hold {

        /** The same of another order. */
        public Release of(long order) {
            return new Release(directive, who, why, since, epoch, order);
        }

        @java.lang.Override
        public @Nullable Instant until() {
            return null;
        }
    }

    /**
     * Nothing automatic begins.
     *
     * @param plans whether plans under way take no further step, too; null for no
     * @param epoch of the fence that was known when it was ordered: what that one says is of an earlier freeze; null for a freeze of
     *     all services, and where a version before this was asked
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

        /** The same, ordered while this epoch was known. */
        public Freeze orderedAt(long known) {
            return new Freeze(directive, who, why, since, until, plans, known);
        }

        /** Whether a fence can say this very freeze. */
        public boolean isBefore(Fence fence) {
            return epoch == null || fence.epoch() > epoch;
        }

        public boolean holdsPlans() {
            return plans != null && plans;
        }
    }

    /**
     * Traffic visits {@code target} and comes home.
     *
     * @param name of the calendar's entry; null for one that was ordered by hand
     * @param until when traffic goes home; before it has arrived, when it would if it arrived at once
     * @param awayAt when traffic arrived at the target; null before
     * @param ended why it goes home, or stays there; null as long as it lasts
     * @param asks true until the other cells are known to have nothing against it; null from then on
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

        /** How far it is. */
        public enum Stage {
            LEAVING,
            THERE,
            RETURNING
        }

        /** Whether another cell may still have something against it. */
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
     * The fence at the provider is to be replaced.
     *
     * @param epoch of the fence that was found, when that is to be adopted as it is; null when it is to be replaced
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

    /** What another cell has ordered is taken out of the fence. @param cell null for what cannot be read */
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
                // It is no hold, but an order: a release ends it.
                case OVERRIDE -> false;
                case FREEZE -> ofCell && shared.unread() == null && shared.freezes();
                case DRILL -> ofCell && shared.unread() == null && shared.kind() == FenceHold.Kind.DRILL;
                case UNREADABLE -> shared.unread() != null;
            };
        }
    }
}
