package io.signalbox.contract.evidence;

import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import java.time.Duration;

/**
 * A heartbeat that a prober has heard, as it travels on {@code Topics.HEARTBEATS}, keyed by service, site and probe.
 *
 * @param heardAt which vantage heard it
 * @param ageMicros from its arrival to the hand-over to Kafka, on the prober's monotonic clock; it was heard at the record's append
 *     time less this
 */
public record HeardBeat(
        int v, ServiceName service, SiteName site, ProbeName probe, VantageName heardAt, long ageMicros) {

    public static final int VERSION = 1;

    /** For how long a client may be silent at most. */
    public static final Duration LONGEST_SILENCE = Duration.ofHours(168);

    public HeardBeat {
        Version.require("heartbeat", v, VERSION);
        Required.present("heartbeat", "service", service);
        Required.present("heartbeat", "site", site);
        Required.present("heartbeat", "probe", probe);
        Required.present("heartbeat", "heardAt", heardAt);
        if (ageMicros < 0) {
            throw new IllegalArgumentException("heartbeat.ageMicros: expected 0 or more, got " + ageMicros);
        }
    }

    /** The record's key. */
    public String key() {
        return service + "/" + site + "/" + probe;
    }
}
