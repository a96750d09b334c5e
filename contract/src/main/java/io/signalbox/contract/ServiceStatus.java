package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public state of one service: a value of {@link Topics#STATES}.
 *
 * @param version grows with each change; what an operator's optimistic check compares
 * @param phase the text of a {@link ServicePhase}, or of one that only a later version knows
 * @param active where the name points now; null before adoption
 * @param target where a move goes; null when none is under way
 * @param reason why the state is what it is
 * @param alarms what needs a person, worst first
 * @param recovery of the last move
 * @param mode how much is done without being asked; null only in states from before there were modes
 * @param plan what is under way, or what could not finish
 * @param awaits what an approver is asked for
 * @param drill the one under way
 * @param lastDrill how the last one ended
 * @param reseed which sites get no traffic until somebody says that they were seeded again; null for none
 * @param shadow what the shadow policy makes of the same evidence
 * @param objectives what the last move achieved beside each objective; null for none
 * @param warm what another site than the active one gets of the traffic; null where that is not asked for and does not happen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceStatus(
        int v,
        ServiceName service,
        CellName cell,
        String hostname,
        long version,
        String phase,
        Instant since,
        @JsonProperty(required = false) @Nullable SiteName active,
        @JsonProperty(required = false) @Nullable SiteName target,
        long epoch,
        @JsonProperty(required = false) @Nullable Fence fence,
        Reason reason,
        List<Reason> alarms,
        List<Site> sites,
        @JsonProperty(required = false) @Nullable Override override,
        @JsonProperty(required = false) @Nullable Freeze freeze,
        @JsonProperty(required = false) @Nullable RecoveryTimes recovery,
        String topologyDigest,
        @JsonProperty(required = false) @Nullable String mode,
        @JsonProperty(required = false) @Nullable Plan plan,
        @JsonProperty(required = false) @Nullable Awaited awaits,
        @JsonProperty(required = false) @Nullable Drill drill,
        @JsonProperty(required = false) @Nullable DrillReport lastDrill,
        @JsonProperty(required = false) @Nullable Reason reseed,
        @JsonProperty(required = false) @Nullable Shadow shadow,
        @JsonProperty(required = false) @Nullable Warm warm,
        @JsonProperty(required = false) @Nullable List<Objective> objectives) {

    public static final int VERSION = 1;

    public ServiceStatus {
        Version.require("state", v, VERSION);
        Required.present("state", "service", service);
        Required.present("state", "cell", cell);
        Required.present("state", "hostname", hostname);
        Required.present("state", "phase", phase);
        Required.present("state", "since", since);
        Required.present("state", "reason", reason);
        Required.present("state", "topologyDigest", topologyDigest);
        alarms = List.copyOf(alarms);
        sites = List.copyOf(sites);
        objectives = objectives == null ? null : List.copyOf(objectives);
    }

    public boolean is(ServicePhase other) {
        return phase.equals(other.text());
    }

    public boolean isAny(Set<ServicePhase> others) {
        ServicePhase known = ServicePhase.of(phase);
        return known != null && others.contains(known);
    }

    /**
     * @param verdict UNKNOWN for a site without probes, and before the first verdict
     * @param ready whether it could take the traffic, by its readiness probes; UP without any
     * @param suppressed why it is no target for now; null when it may be one
     * @param penalty by damping, now or when the state was published; null for none
     * @param stale that its data is stale; null when nothing of the kind is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Site(
            SiteName name,
            int priority,
            boolean lastResort,
            Verdict verdict,
            @JsonProperty(required = false) @Nullable SiteVerdict evidence,
            @JsonProperty(required = false) @Nullable Verdict ready,
            @JsonProperty(required = false) @Nullable Reason suppressed,
            @JsonProperty(required = false) @Nullable Integer penalty,
            @JsonProperty(required = false) @Nullable Stale stale) {}

    /**
     * A site's data is stale since a one-way step, and the site gets no traffic.
     *
     * @param epoch of the mark, which the order that ends it must name
     * @param reason {@code stale-data}, or {@code reseed-pending} once it is ordered and until the fence says so
     */
    public record Stale(long epoch, Reason reason) {}

    /** @param waiting whether it is not in force yet, and what for */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Override(
            SiteName target,
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until,
            @JsonProperty(required = false) @Nullable String waiting) {}

    /**
     * @param onlyIn the only cell in which a freeze of all services holds; null for one of this service, which travels to every
     *     cell, and where there is one cell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Freeze(
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until,
            boolean everyService,
            @JsonProperty(required = false) @Nullable CellName onlyIn) {}

    /** @param kind {@code failover}, {@code failback}, {@code override}, {@code drill}, {@code restore}, {@code adoption} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Plan(
            String id,
            String kind,
            @JsonProperty(required = false) @Nullable SiteName from,
            SiteName to,
            Instant startedAt,
            Instant deadline,
            List<Step> steps) {
        public Plan {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param stage steps of the same stage run in parallel
     * @param state the text of a {@link StepState}
     * @param detail what it waits for, or why it failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String name,
            String kind,
            int stage,
            String state,
            int attempt,
            @JsonProperty(required = false) @Nullable Instant since,
            @JsonProperty(required = false) @Nullable String detail) {

        public boolean is(StepState other) {
            return state.equals(other.text());
        }
    }

    /**
     * A question to an approver.
     *
     * @param what {@code move}, {@code step}, {@code failed-step}, {@code override}, {@code re-adopt}
     * @param notBy the person who asked, and whose approval does not count; null when every approver's does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Awaited(
            String what,
            String question,
            Instant since,
            @JsonProperty(required = false) @Nullable String notBy) {}

    /**
     * @param phase {@code asking}, {@code leaving}, {@code there}, {@code returning}; {@code raising}, {@code raised},
     *     {@code lowering} if no traffic moves
     * @param kind {@code capacity} if no traffic moves; null if it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Drill(
            @JsonProperty(required = false) @Nullable String name,
            String phase,
            SiteName home,
            SiteName target,
            String who,
            Instant since,
            Instant until,
            @JsonProperty(required = false) @Nullable String kind) {}

    /**
     * @param result {@code succeeded}, {@code aborted}, {@code blocked}, {@code unrestored}, {@code taken-over}
     * @param awayAt when the traffic, or the raised capacity, was at the target
     * @param homeAt when the traffic was home, or the capacity as before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DrillReport(
            @JsonProperty(required = false) @Nullable String name,
            String result,
            SiteName home,
            @JsonProperty(required = false) @Nullable SiteName target,
            Instant startedAt,
            Instant endedAt,
            @JsonProperty(required = false) @Nullable Instant awayAt,
            @JsonProperty(required = false) @Nullable Instant homeAt,
            Reason reason) {}

    /**
     * @param site that gets a part of the traffic; null while none does
     * @param percent of the traffic; 0 while there is no such site
     * @param reason why it is so, or what is waited for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Warm(
            @JsonProperty(required = false) @Nullable SiteName site, int percent, Reason reason) {}

    /** @param name {@code detection}, {@code recovery}, {@code dataLoss} */
    public record Objective(String name, Duration limit, Duration actual, boolean met) {}

    /** @param active where the shadow policy would have the traffic */
    public record Shadow(SiteName active, boolean agrees, Instant since, Reason reason) {}
}
