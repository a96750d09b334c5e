package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One probe result from one vantage, as it travels on {@link Topics#OBSERVATIONS}.
 *
 * @param run identifies one life of the prober's process; sequences of different runs do not compare
 * @param sequence counts the results of this check in this run, from 1
 * @param ageMicros from the end of the probe to the hand-over to Kafka, on the prober's monotonic clock; the time of
 *     measurement is the record's append time less this
 * @param certificateExpiry the earliest end of validity in the chain that was shown, where there was one
 * @param topologyDigest of the topology that the prober follows
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
        String topologyDigest) {

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

    /** The same observation, older: the age is set when it is sent, not when it is measured. */
    public Observation aged(long micros) {
        return new Observation(
                v,
                service,
                site,
                probe,
                vantage,
                run,
                sequence,
                micros,
                result,
                certificateExpiry,
                vantageHealth,
                topologyDigest);
    }
}
