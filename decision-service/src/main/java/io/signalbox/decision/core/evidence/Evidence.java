package io.signalbox.decision.core.evidence;

import io.signalbox.contract.Observation;
import io.signalbox.contract.Reason;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.VantageName;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.Vote;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The evidence on one service: counts observations and says when a site's verdict changes. Counters live here and may
 * be lost; the verdicts are the caller's to store. Not thread-safe.
 */
public final class Evidence {

    private final ServiceName service;
    private final String digest;
    private final Electorate electorate;
    private final Map<SiteName, SiteEvidence> sites = new LinkedHashMap<>();
    private boolean lagging;

    /** @param known the verdicts from before a restart; those of sites that are no more are ignored */
    public Evidence(Topology topology, Service service, Collection<SiteVerdict> known, Instant now) {
        this.service = service.name();
        this.digest = topology.digest();
        this.electorate = new Electorate(topology.vantages(), service.policy().quorum());
        service.sites().stream()
                .filter(site -> !site.probes().isEmpty())
                .forEach(site -> sites.put(site.name(), new SiteEvidence(site, topology.vantages())));
        for (SiteVerdict verdict : known) {
            SiteEvidence site = sites.get(verdict.site());
            if (site != null) {
                site.restore(verdict, now);
            }
        }
    }

    /** The verdicts concluded so far. */
    public List<SiteVerdict> verdicts() {
        var verdicts = new ArrayList<SiteVerdict>();
        for (SiteEvidence site : sites.values()) {
            SiteVerdict concluded = site.concluded();
            if (concluded != null) {
                verdicts.add(concluded);
            }
        }
        return verdicts;
    }

    /**
     * Counts one observation. What belongs to no known check, is stale, late or seen before changes nothing.
     *
     * @param appended when Kafka stored it
     * @return the verdicts that it changed, mostly none
     */
    public List<SiteVerdict> accept(Observation observation, Instant appended, Instant now) {
        SiteEvidence site = sites.get(observation.site());
        VantageName vantage = observation.vantage();
        if (site == null || !electorate.knows(vantage)) {
            return List.of();
        }
        VantageEvidence view = site.at(vantage);
        CheckEvidence check = view == null ? null : view.check(observation.probe());
        if (check == null) {
            return List.of();
        }
        Instant measured = appended.minusNanos(observation.ageMicros() * 1_000);
        lagging = Duration.between(appended, now).compareTo(check.interval()) > 0;
        if (electorate.isSick(vantage, observation.vantageHealth(), measured)) {
            return forget(vantage, now);
        }
        Verdict before = check.verdict();
        check.accept(observation, measured, now);
        return check.verdict() != before || site.undecided() ? judge(site, now) : List.of();
    }

    /** Lets evidence go stale. To be called a few times a second. */
    public List<SiteVerdict> tick(Instant now) {
        List<SiteVerdict> changes = List.of();
        for (SiteEvidence site : sites.values()) {
            boolean expired = site.expire(now);
            if (expired || site.undecided() || site.holdEnded(now)) {
                changes = joined(changes, judge(site, now));
            }
        }
        return changes;
    }

    private List<SiteVerdict> forget(VantageName vantage, Instant now) {
        List<SiteVerdict> changes = List.of();
        for (SiteEvidence site : sites.values()) {
            VantageEvidence view = site.at(vantage);
            if (view != null && view.forget()) {
                changes = joined(changes, judge(site, now));
            }
        }
        return changes;
    }

    private List<SiteVerdict> judge(SiteEvidence site, Instant now) {
        List<Vote> votes = site.votes(electorate);
        int needed = electorate.needed(site.site().name());
        Verdict verdict = Electorate.outcome(votes, needed);
        if (verdict == site.verdict()) {
            site.confirm(verdict);
            return List.of();
        }
        boolean heldBack = verdict == Verdict.UNKNOWN && site.heldAt(now) || verdict == Verdict.DOWN && lagging;
        if (heldBack) {
            site.leaveUndecided();
            return List.of();
        }
        var change = new SiteVerdict(
                SiteVerdict.VERSION,
                service,
                site.site().name(),
                verdict,
                now,
                verdict == Verdict.DOWN ? site.firstFailure() : null,
                votes,
                needed,
                reason(site.site().name(), verdict, votes, needed),
                digest);
        site.conclude(change);
        return List.of(change);
    }

    private static Reason reason(SiteName site, Verdict verdict, List<Vote> votes, int needed) {
        long up = Electorate.count(votes, Verdict.UP);
        long down = Electorate.count(votes, Verdict.DOWN);
        String tally = "%d of %d vantages say UP, %d say DOWN, %d needed".formatted(up, votes.size(), down, needed);
        String text = "%s is %s: %s (%s)".formatted(site, verdict, tally, names(votes));
        return Reason.of("quorum-" + verdict.name().toLowerCase(Locale.ROOT), text)
                .with("up", up)
                .with("down", down)
                .with("needed", needed);
    }

    private static String names(List<Vote> votes) {
        return votes.stream()
                .map(vote -> vote.vantage() + " " + (vote.counts() ? vote.verdict() : "no vote") + ": " + vote.detail())
                .collect(Collectors.joining(" | "));
    }

    private static List<SiteVerdict> joined(List<SiteVerdict> some, List<SiteVerdict> more) {
        if (more.isEmpty()) {
            return some;
        }
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
