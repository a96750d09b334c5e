package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site's verdict has changed, with the votes behind it: a value of {@link Topics#VERDICTS}.
 *
 * @param since when the verdict changed, by the decision-service's clock
 * @param firstFailure when the first failure of the run that led to DOWN was measured; null for other verdicts
 * @param needed how many votes of one kind make a verdict: a constant of the topology
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteVerdict(
        int v,
        ServiceName service,
        SiteName site,
        Verdict verdict,
        Instant since,
        @JsonProperty(required = false) @Nullable Instant firstFailure,
        List<Vote> votes,
        int needed,
        Reason reason,
        String topologyDigest) {

    public static final int VERSION = 1;

    public SiteVerdict {
        Version.require("verdict", v, VERSION);
        Required.present("verdict", "service", service);
        Required.present("verdict", "site", site);
        Required.present("verdict", "verdict", verdict);
        Required.present("verdict", "since", since);
        Required.present("verdict", "reason", reason);
        Required.present("verdict", "topologyDigest", topologyDigest);
        votes = List.copyOf(votes);
    }

    /** The key on the verdicts topic. */
    public static String key(ServiceName service, SiteName site) {
        return service + "/" + site;
    }
}
