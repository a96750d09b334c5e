package io.signalbox.contract.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site's verdict has changed, or one of its checks', with the votes behind it: a value of {@code Topics.VERDICTS}.
 *
 * @param since when the verdict (not one of the checks) changed, by the decision-service's clock
 * @param firstFailure when the first failure of the run that led to DOWN was measured; null for other verdicts
 * @param needed how many votes of one kind make a verdict: a constant of the topology
 * @param checks by vote of the same quorum, the verdicts of the probes that do not decide whether the site is UP
 * @param descriptions what was checked, by probe, as {@link io.signalbox.contract.topology.Site#checkDigests} says; null from a
 *     version before it
 * @param shadow what the quorum of the service's shadow policy makes of the same evidence; null where it is no other
 * @param blind for how long since {@code since} nobody counted evidence on the site; null for never
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
        String topologyDigest,

        @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        Map<ProbeName, Verdict> checks,

        @JsonProperty(required = false) @Nullable SiteVerdict shadow,
        @JsonProperty(required = false) @Nullable Map<ProbeName, String> descriptions,
        @JsonProperty(required = false) @Nullable Duration blind) {

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
        checks = checks == null ? Map.of() : Map.copyOf(checks);
        descriptions = descriptions == null ? null : Map.copyOf(descriptions);
    }

    /** A copy with the verdict that the shadow policy's quorum gives. */
    public SiteVerdict beside(@Nullable SiteVerdict other) {
        return copy(other, descriptions, blind);
    }

    /** A copy that tells what the checks were, by probe. */
    public SiteVerdict of(Map<ProbeName, String> described) {
        return copy(shadow, described, blind);
    }

    /** A copy after a time in which nobody counted evidence on the site. */
    public SiteVerdict afterBlind(Duration time) {
        return copy(shadow, descriptions, blind == null ? time : blind.plus(time));
    }

    private SiteVerdict copy(
            @Nullable SiteVerdict otherShadow,
            @Nullable Map<ProbeName, String> otherDescriptions,
            @Nullable Duration otherBlind) {
        return new SiteVerdict(
                v,
                service,
                site,
                verdict,
                since,
                firstFailure,
                votes,
                needed,
                reason,
                topologyDigest,
                checks,
                otherShadow,
                otherDescriptions,
                otherBlind);
    }

    /** Since when the verdict stands, with the time left out in which nobody counted evidence. */
    public Instant stableSince() {
        return blind == null ? since : since.plus(blind);
    }

    /** The verdict of a probe that does not decide about the site's health. */
    public Verdict check(ProbeName probe) {
        return checks == null ? Verdict.UNKNOWN : checks.getOrDefault(probe, Verdict.UNKNOWN);
    }

    /** The key on the verdicts topic. */
    public static String key(ServiceName service, SiteName site) {
        return service + "/" + site;
    }
}
