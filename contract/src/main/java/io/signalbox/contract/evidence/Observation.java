package io.signalbox.contract.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One probe result from one vantage, as it travels on {@code Topics.OBSERVATIONS}.
 *
 * @param run identifies one life of the prober's process; sequences of different runs do not compare
 * @param sequence counts the results of this check in this run; a check that left the topology and comes back counts on from above
 *     what it had told
 * @param ageMicros from the end of the probe to the hand-over to Kafka, on the prober's monotonic clock; the time of
 *     measurement is the record's append time less this
 * @param certificateExpiry the earliest end of validity in the chain that was shown, where there was one
 * @param topologyDigest of the whole topology that the prober follows; for people, and for services of a version before {@code
 *     checkDigest}
 * @param checkDigest what was checked, as {@link io.signalbox.contract.topology.Site#checkDigests} says; null from a prober of a
 *     version before it, whose results count for whatever the check is now
 * @param history what came before, as the prober has it; null from a prober of a version before it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Observation(
        int v,
        ServiceName service,
        SiteName site,
        ProbeName probe,
        VantageName vantage,
        String run,
        long sequence,
        long ageMicros,
        ProbeResult result,
        @JsonProperty(required = false) @Nullable Instant certificateExpiry,
        VantageHealth vantageHealth,
        String topologyDigest,
        @JsonProperty(required = false) @Nullable String checkDigest,
        @JsonProperty(required = false) @Nullable CheckHistory history) {

    public static final int VERSION = 1;

    public Observation {
        Version.require("observation", v, VERSION);
        Required.present("observation", "service", service);
        Required.present("observation", "site", site);
        Required.present("observation", "probe", probe);
        Required.present("observation", "vantage", vantage);
        Required.present("observation", "run", run);
        Required.present("observation", "result", result);
        Required.present("observation", "vantageHealth", vantageHealth);
        Required.present("observation", "topologyDigest", topologyDigest);
    }

    /** The same observation with what came before. */
    public Observation with(CheckHistory before) {
        return copy(ageMicros, before);
    }

    /** The same observation, older: the age is set when it is sent, not when it is measured. */
    public Observation aged(long micros) {
        return copy(micros, history);
    }

    private Observation copy(long otherAge, @Nullable CheckHistory otherHistory) {
        return new Observation(
                v,
                service,
                site,
                probe,
                vantage,
                run,
                sequence,
                otherAge,
                result,
                certificateExpiry,
                vantageHealth,
                topologyDigest,
                checkDigest,
                otherHistory);
    }
}
