package io.signalbox.decision.core.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.Reason;
import io.signalbox.contract.SiteName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operator, or the calendar, has ordered and has not yet ended. */
public sealed interface Hold {

    String directive();

    String who();

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
            @JsonProperty(required = false) @Nullable String after)
            implements Hold {}

    /** Nothing automatic begins. @param plans whether plans under way take no further step, too; null for no */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Freeze(
            String directive,
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until,
            @JsonProperty(required = false) @Nullable Boolean plans)
            implements Hold {

        boolean holdsPlans() {
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
            @JsonProperty(required = false) @Nullable Reason ended)
            implements Hold {

        /** How far it is. */
        public enum Stage {
            LEAVING,
            THERE,
            RETURNING
        }

        Drill there(Instant now) {
            return new Drill(
                    directive, name, home, target, who, why, since, now.plus(lasts), lasts, Stage.THERE, now, ended);
        }

        Drill returning(Reason because) {
            return new Drill(
                    directive, name, home, target, who, why, since, until, lasts, Stage.RETURNING, awayAt, because);
        }
    }
}
