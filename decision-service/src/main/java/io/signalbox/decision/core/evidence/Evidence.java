package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.evidence.Watermark.Unconfirmed;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evidence on one service: counts observations, and returns changed verdicts of sites and checks. The counters may
 * be lost; the caller stores the verdicts. Not thread-safe.
 */
public final class Evidence {

    /** The interval of {@link #tick}. */
    public static final Duration TICK = Duration.ofMillis(250);

    private final ServiceName service;
    private final String topologyDigest;
    private final Map<SiteName, SiteEvidence> sites = new LinkedHashMap<>();
    /** The time that the newest observation had waited to be read. */
    private long lagMillis;

    /** Evidence that continues without a gap. */
    public Evidence(Topology topology, Service service, Collection<SiteVerdict> known, Instant now) {
        this(topology, service, known, null, now);
    }

    public Evidence(
            Topology topology,
            Service service,
            Collection<SiteVerdict> known,
            @Nullable Watermark former,
            Instant now) {
        this.service = service.name();
        this.topologyDigest = topology.digest();
        var origin = new SiteEvidence.Origin(this.service, topologyDigest);
        var electorate = new SiteVoters(topology.vantages(), service.policy().quorum());
        var standings = new LinkedHashMap<VantageName, VantageStatus>();
        topology.vantages().forEach(vantage -> standings.put(vantage, new VantageStatus()));
        service.sites().stream()
                .filter(site -> !site.probes().isEmpty())
                .forEach(site -> sites.put(site.name(), new SiteEvidence(origin, site, electorate, standings)));
        for (SiteVerdict verdict : known) {
            SiteEvidence site = sites.get(verdict.site());
            if (site != null) {
                Instant confirmedAt = former == null ? now : former.confirmedAt(this.service, verdict.site());
                site.restore(verdict, confirmedAt, now);
            }
        }
    }

    /** The verdicts concluded so far. */
    public List<SiteVerdict> verdicts() {
        var verdicts = new ArrayList<SiteVerdict>();
        for (SiteEvidence site : sites.values()) {
            addIfPresent(verdicts, site.concluded());
        }
        return verdicts;
    }

    /** True if the observation has another description than the one here, so that it does not count. */
    public boolean isOfAnotherDescription(Observation observation) {
        SiteEvidence site = sites.get(observation.site());
        VantageEvidence view = site == null ? null : site.at(observation.vantage());
        CheckEvidence check = view == null ? null : view.check(observation.probe());
        return check != null && check.isOfAnotherDescription(observation);
    }

    /**
     * Counts one observation. One of an unknown check, with another description, or stale, late or repeated changes
     * nothing.
     *
     * @param appended when Kafka stored it
     * @return the changed verdicts, mostly none
     */
    public List<SiteVerdict> accept(Observation observation, Instant appended, Instant now) {
        SiteEvidence site = sites.get(observation.site());
        VantageEvidence view = site == null ? null : site.at(observation.vantage());
        CheckEvidence check = view == null ? null : view.check(observation.probe());
        if (site == null || view == null || check == null) {
            return List.of();
        }
        lagMillis = ChronoUnit.MILLIS.between(appended, now);
        // A result from the future would stay fresh for too long and make later ones look old.
        Instant measured = earlier(appended.minus(Math.max(0, observation.ageMicros()), ChronoUnit.MICROS), now);
        if (view.standing().isSick(observation.vantageHealth(), measured)) {
            return forget(observation.vantage(), now);
        }
        if (check.isOfAnotherDescription(observation)) {
            check.measuredOtherwise(measured);
            return List.of();
        }
        Verdict before = check.verdict();
        check.accept(observation, measured, now);
        return check.verdict() != before || site.undecided() ? judge(site, now) : List.of();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Counters of a sick vantage are void for every site. */
    private List<SiteVerdict> forget(VantageName vantage, Instant now) {
        var changes = new ArrayList<SiteVerdict>();
        for (SiteEvidence site : sites.values()) {
            VantageEvidence view = site.at(vantage);
            if (view != null && view.forget()) {
                addIfPresent(changes, site.judge(lagMillis, now));
            }
        }
        return changes;
    }

    private List<SiteVerdict> judge(SiteEvidence site, Instant now) {
        SiteVerdict change = site.judge(lagMillis, now);
        return change == null ? List.of() : List.of(change);
    }

    /**
     * Lets evidence go stale. Must be called every {@link #TICK}.
     *
     * @param silence up to when the observations have been read
     */
    public List<SiteVerdict> tick(Instant now, Silence silence) {
        var changes = new ArrayList<SiteVerdict>();
        for (SiteEvidence site : sites.values()) {
            if (site.expire(silence)) {
                addIfPresent(changes, site.judge(lagMillis, now));
            }
            addIfPresent(changes, site.vouch(lagMillis, now));
        }
        return changes;
    }

    /**
     * The unconfirmed verdicts: too few vantages have results that agree with them. Must be called after {@link #tick}.
     */
    public List<Unconfirmed> unconfirmed(Instant now) {
        var unconfirmed = new ArrayList<Unconfirmed>();
        sites.values().forEach(site -> site.addUnconfirmed(lagMillis, now, unconfirmed));
        return unconfirmed;
    }

    /**
     * The evidence and how the verdicts follow from it. Changes nothing.
     *
     * @param partly the vantages of whose results only a part is counted
     */
    public Explanation explain(List<VantageName> partly, Instant now) {
        return new Explanation(
                service,
                topologyDigest,
                now,
                Duration.ofMillis(lagMillis),
                partly,
                sites.values().stream().map(site -> site.explain(now)).toList());
    }

    private static void addIfPresent(List<SiteVerdict> verdicts, @Nullable SiteVerdict verdict) {
        if (verdict != null) {
            verdicts.add(verdict);
        }
    }
}
