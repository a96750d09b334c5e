package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.Directive;
import io.signalbox.contract.DirectiveLimits;
import io.signalbox.contract.OutOfBoundsException;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.SiteName;
import io.signalbox.decision.problem.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bodies of operators' requests. The error for a missing field names the field. */
public final class Orders {

    private Orders() {}

    /** Common to all bodies. Absent fields are not written, so a field added later does not change the id of an old request. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public sealed interface Body {
        /** The reason, for the journal. */
        @Nullable
        String why();
    }

    /** A body that says by itself what is ordered. */
    public sealed interface Order extends Body {
        Directive.Order order();
    }

    /**
     * @param lasts in ISO 8601, for example PT30M; instead of {@code until}
     * @param during {@code supersede} or {@code queue}: what happens to a running plan
     */
    public record Override(
            @Nullable String target,
            @Nullable String why,
            @Nullable Instant until,
            @JsonProperty("for") @Nullable Duration lasts,
            boolean force,
            boolean passFreeze,
            @Nullable String during)
            implements Order {
        public Directive.Order order() {
            SiteName site = site("target", target);
            if (site == null) {
                throw bad("target", "a site's name", null);
            }
            return new Directive.Override(site, end(until, lasts), force, passFreeze, duringPlan());
        }

        private Directive.@Nullable During duringPlan() {
            return switch (during == null ? "" : during.toLowerCase(Locale.ROOT)) {
                case "" -> null;
                case "supersede" -> Directive.During.SUPERSEDE;
                case "queue" -> Directive.During.QUEUE;
                default -> throw bad("during", "supersede or queue", during);
            };
        }
    }

    /**
     * @param lasts in ISO 8601, for example PT30M; instead of {@code until}
     * @param holdPlans whether running plans also stop before their next step
     */
    public record Freeze(
            @Nullable String why,
            @Nullable Instant until,
            @JsonProperty("for") @Nullable Duration lasts,
            boolean holdPlans)
            implements Order {
        public Directive.Order order() {
            return new Directive.Freeze(end(until, lasts), holdPlans ? true : null);
        }
    }

    /** @param reseeded whether every site whose data is stale now has been seeded again */
    public record Acknowledge(@Nullable String why, boolean reseeded) implements Order {
        public Directive.Order order() {
            return new Directive.Acknowledge(reseeded ? true : null);
        }
    }

    /** @param epoch of the mark that is over, as the service's state shows it */
    public record Reseeded(
            @Nullable String why,
            @Nullable String site,
            @Nullable Long epoch) implements Order {
        public Directive.Order order() {
            SiteName name = Orders.site("site", site);
            if (name == null) {
                throw bad("site", "the name of a site whose data was stale", null);
            }
            if (epoch == null || epoch < 1) {
                throw bad("epoch", "that of the site's mark, 1 or more", epoch == null ? null : epoch.toString());
            }
            return new Directive.Reseeded(name, epoch);
        }
    }

    /**
     * @param retry of a step that has failed: whether it is tried again, or gone on without
     * @param lasts of the brake: how long it stays off at most; instead of {@code until}
     */
    public record Approve(
            @Nullable String why,
            boolean retry,
            @Nullable Instant until,
            @JsonProperty("for") @Nullable Duration lasts) implements Order {
        public Directive.Order order() {
            return new Directive.Approve(retry ? true : null, end(until, lasts));
        }
    }

    /**
     * @param name of an entry of the calendar; without it a drill of its own
     * @param target without it the entry's, or the first site that is fit
     * @param lasts in ISO 8601; without it the entry's
     */
    public record StartDrill(
            @Nullable String why,
            @Nullable String name,
            @Nullable String target,
            @JsonProperty("for") @Nullable Duration lasts)
            implements Order {
        public Directive.Order order() {
            within(() -> DirectiveLimits.requireDrillLength("for", lasts));
            return new Directive.StartDrill(name, null, site("target", target), lasts);
        }
    }

    /** @param discardState whether what is stored is given up: the service then begins anew, frozen until thawed */
    public record LiftQuarantine(@Nullable String why, boolean discardState) implements Order {
        public Directive.Order order() {
            return new Directive.LiftQuarantine(discardState ? true : null);
        }
    }

    /** @param epoch of the fence that was found, where that is right and is to be adopted as it is; otherwise none */
    public record ReAdopt(@Nullable String why, @Nullable Long epoch) implements Order {
        public Directive.Order order() {
            return new Directive.ReAdopt(epoch);
        }
    }

    /**
     * @param what {@code override}, {@code freeze}, {@code drill} or {@code unreadable}
     * @param cell which has ordered it; none with {@code unreadable}
     */
    public record EndHold(
            @Nullable String why,
            @Nullable String what,
            @Nullable String cell) implements Order {
        public Directive.Order order() {
            Directive.EndHold.What kind =
                    switch (what == null ? "" : what.toLowerCase(Locale.ROOT)) {
                        case "override" -> Directive.EndHold.What.OVERRIDE;
                        case "freeze" -> Directive.EndHold.What.FREEZE;
                        case "drill" -> Directive.EndHold.What.DRILL;
                        case "unreadable" -> Directive.EndHold.What.UNREADABLE;
                        default -> throw bad("what", "override, freeze, drill or unreadable", what);
                    };
            boolean named = kind != Directive.EndHold.What.UNREADABLE;
            if (named ? cell == null || !Names.valid(cell) : cell != null) {
                String expected = named ? "the name of the cell that has ordered it" : "none with unreadable";
                throw bad("cell", expected, cell);
            }
            return new Directive.EndHold(kind, cell == null ? null : new CellName(cell));
        }
    }

    public record Plain(@Nullable String why) implements Body {}

    /** @throws jakarta.ws.rs.WebApplicationException when there is no body */
    static <T extends Body> T present(@Nullable T body) {
        if (body == null) {
            throw bad("the body", "a JSON object with why", null);
        }
        return body;
    }

    private static @Nullable SiteName site(String field, @Nullable String name) {
        if (name != null && !Names.valid(name)) {
            throw bad(field, "a site's name: " + Names.ALLOWED, name);
        }
        return name == null ? null : new SiteName(name);
    }

    private static @Nullable Instant end(@Nullable Instant until, @Nullable Duration lasts) {
        if (until != null && lasts != null) {
            throw bad("until", "until or for", "both");
        }
        within(() -> DirectiveLimits.requireHoldLength("for", lasts));
        return lasts == null ? until : Instant.now().plus(lasts);
    }

    /** @throws jakarta.ws.rs.WebApplicationException when a bound of directives is not kept */
    private static void within(Runnable check) {
        try {
            check.run();
        } catch (OutOfBoundsException e) {
            throw outOfBounds(e);
        }
    }

    /** Turns a violated limit of {@link DirectiveLimits} into an answer. */
    static RuntimeException outOfBounds(OutOfBoundsException e) {
        return bad(e.field(), e.allowed(), e.found());
    }

    private static RuntimeException bad(String where, String allowed, @Nullable String found) {
        return ApiProblem.INVALID_VALUE.at(where, allowed, found);
    }
}
