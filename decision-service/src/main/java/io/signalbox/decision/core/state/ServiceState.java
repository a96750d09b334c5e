package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.DirectiveLimits;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of one service. Stored as JSON: it is a versioned format, and needs a reader for old versions.
 *
 * @param version grows by one with each journal entry
 * @param fence the fence as last accepted or seen; null before adoption
 * @param activeSince when the name began to point at the active site, as far as this cell knows
 * @param fenceSighted whether the name servers have ever answered a fence; only then can a fence be missing
 * @param records the traffic records as last known; empty when unknown
 * @param since when phase, active site or reason last changed
 * @param alarms alarms that need a person, by code
 * @param recovery recovery times of the last move
 * @param directives ids of the last directives, oldest first, so that a repeated one is ignored
 * @param dividedSince when another cell last changed the split; null when none has
 * @param described candidates for the traffic records while they are unknown, from the descriptions of the service
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceState(
        int v,
        ServiceName service,
        long version,
        Phase phase,
        @JsonProperty(required = false) @Nullable Fence fence,
        @JsonProperty(required = false) @Nullable Instant activeSince,
        boolean fenceSighted,
        List<RecordSet> records,
        Map<SiteName, SiteVerdict> verdicts,
        Holds holds,
        ServiceMemory memory,
        Reason reason,
        Instant since,
        Map<String, Reason> alarms,
        @JsonProperty(required = false) @Nullable RecoveryTimes recovery,
        List<String> directives,
        @JsonProperty(required = false) @Nullable Instant dividedSince,

        @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<List<RecordSet>> described) {

    public static final int VERSION = 1;

    public ServiceState {
        if (v != VERSION) {
            throw new IllegalArgumentException(
                    "service state: version " + v + " is not known here, expected " + VERSION);
        }
        records = List.copyOf(records);
        verdicts = Map.copyOf(verdicts);
        alarms = Map.copyOf(alarms);
        directives = List.copyOf(directives);
        described = described == null ? List.of() : List.copyOf(described);
    }

    /** The alarm with this code; null when it is not raised. */
    public @Nullable Reason alarm(ReasonCode code) {
        return alarms.get(code.code());
    }

    public boolean has(ReasonCode alarm) {
        return alarms.containsKey(alarm.code());
    }

    public static ServiceState fresh(ServiceName service, Instant now) {
        return fresh(service, 0, now);
    }

    public static ServiceState fresh(ServiceName service, long version, Instant now) {
        return new ServiceState(
                VERSION,
                service,
                version,
                new Phase.Unadopted(),
                null,
                null,
                false,
                List.of(),
                Map.of(),
                Holds.NONE,
                ServiceMemory.NONE,
                Reason.of(ReasonCode.NOT_ADOPTED, "no fence has been seen or written yet"),
                now,
                Map.of(),
                null,
                List.of(),
                null,
                List.of());
    }

    /** The site in DNS; null before adoption. */
    @JsonIgnore
    public @Nullable SiteName active() {
        return fence == null ? null : fence.active();
    }

    public Verdict verdict(SiteName site) {
        SiteVerdict verdict = verdicts.get(site);
        return verdict == null ? Verdict.UNKNOWN : verdict.verdict();
    }

    /** The remembered directive ids plus one; drops the oldest when there are too many. */
    public static List<String> remembering(List<String> known, String directive) {
        var all = new ArrayList<>(known);
        all.add(directive);
        return List.copyOf(all.subList(Math.max(0, all.size() - DirectiveLimits.MOST_KNOWN), all.size()));
    }
}
