package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public state of one service: a value of {@link Topics#STATES}.
 *
 * @param version grows with each change; what an operator's optimistic check compares
 * @param phase {@code unadopted}, {@code steady}, {@code awaiting-leave}, {@code moving}, {@code stuck}
 * @param active where the name points now; null before adoption
 * @param target where a move goes; null when none is under way
 * @param reason why the state is what it is
 * @param alarms what needs a person, worst first
 * @param recovery of the last move
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
        String topologyDigest) {

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
    }

    /** @param verdict UNKNOWN for a site without probes, and before the first verdict */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Site(
            SiteName name,
            int priority,
            boolean lastResort,
            Verdict verdict,
            @JsonProperty(required = false) @Nullable SiteVerdict evidence) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Override(
            SiteName target,
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Freeze(
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until,
            boolean everyService) {}
}
