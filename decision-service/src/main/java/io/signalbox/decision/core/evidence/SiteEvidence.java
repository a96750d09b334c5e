package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.evidence.Watermark.Unconfirmed;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The evidence of all vantages about one site, and the conclusion from it. */
final class SiteEvidence {

    private final Origin origin;
    private final Site site;
    private final int needed;
    private final long shortestIntervalMillis;
    private final Duration longestInterval;
    private final Duration freshness;
    private final Map<VantageName, VantageEvidence> vantages = new LinkedHashMap<>();
    private final Conclusion conclusion = new Conclusion();
    private final List<SideCheck> sideChecks;
    private final Wording wording;
    private final Map<ProbeName, String> descriptions;
    private @Nullable SiteVerdict concluded;
    private final Confirmation confirmation = new Confirmation();
    private boolean undecided;
    /** Up to when the observations of all vantages have been read. */
    private Instant heardTo = Instant.MIN;
    /** True if the last published verdict was concluded under another description, and has to be withdrawn. */
    private boolean describedAnew;
    /** The checks whose verdicts have to be withdrawn. */
    private final List<SideCheck> checksDescribedAnew = new ArrayList<>();

    /** The origin of a verdict. */
    record Origin(ServiceName service, String topologyDigest) {}

    SiteEvidence(Origin origin, Site site, SiteVoters electorate, Map<VantageName, VantageStatus> standings) {
        this.origin = origin;
        this.site = site;
        this.needed = electorate.needed(site.name());
        this.descriptions = site.checkDigests();
        this.wording = new Wording(site.name(), needed);
        List<Probe> deciding = site.probes().stream()
                .filter(probe -> probe.role() == Probe.Role.HEALTH)
                .toList();
        this.shortestIntervalMillis = deciding.stream()
                .mapToLong(probe -> probe.interval().toMillis())
                .min()
                .orElse(0);
        this.longestInterval = longest(deciding, Probe::interval);
        this.freshness = longest(deciding, Probe::freshness);
        this.sideChecks = site.probes().stream()
                .filter(probe -> probe.role() != Probe.Role.HEALTH)
                .map(SideCheck::new)
                .toList();
        standings.forEach((vantage, standing) -> vantages.put(
                vantage,
                new VantageEvidence(vantage, standing, electorate.mayVote(vantage, site.name()), site, descriptions)));
    }

    private static Duration longest(List<Probe> probes, Function<Probe, Duration> of) {
        return probes.stream().map(of).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * Restores a verdict from before a restart; it holds until evidence as old as this is stale. A verdict concluded
     * under another description is not restored; the next look withdraws it.
     */
    void restore(SiteVerdict verdict, @Nullable Instant lastConfirmed, Instant now) {
        if (site.describes(verdict)) {
            concluded = verdict;
            confirmation.restore(lastConfirmed);
            conclusion.restore(verdict.verdict(), now.plus(freshness));
        } else {
            describedAnew = verdict.verdict() != Verdict.UNKNOWN;
        }
        for (SideCheck check : sideChecks) {
            if (site.describes(verdict, check.probe())) {
                check.restore(verdict.check(check.name()), now);
            } else if (verdict.check(check.name()) != Verdict.UNKNOWN) {
                checksDescribedAnew.add(check);
            }
        }
    }

    @Nullable
    SiteVerdict concluded() {
        return concluded;
    }

    /** True if the votes differ from the verdict, so that the next look may change it. */
    boolean undecided() {
        return undecided;
    }

    @Nullable
    VantageEvidence at(VantageName vantage) {
        return vantages.get(vantage);
    }

    /**
     * Lets evidence go stale.
     *
     * @return whether that, or time itself, may change the verdict
     */
    boolean expire(Silence silence) {
        boolean changed = false;
        Instant least = Instant.MAX;
        for (VantageEvidence vantage : vantages.values()) {
            Instant heard = silence.heardTo(vantage.name());
            least = heard.isBefore(least) ? heard : least;
            changed |= vantage.expire(heard);
        }
        heardTo = least;
        changed |= describedAnew || !checksDescribedAnew.isEmpty() || conclusion.due(least);
        for (SideCheck check : sideChecks) {
            changed |= check.due(least);
        }
        return changed;
    }

    /** Concludes the verdicts. @return the verdict to publish; null when nothing changed */
    @Nullable
    SiteVerdict judge(long lagMillis, Instant now) {
        VoteCount tally = tally();
        boolean lagging = Math.abs(lagMillis) > shortestIntervalMillis;
        boolean turned = conclusion.follow(tally.outcome(needed), isConfirmed(lagMillis, now), lagging, heardTo);
        undecided = conclusion.undecided();
        List<SideCheck> turnedChecks = new ArrayList<>(checksDescribedAnew);
        checksDescribedAnew.clear();
        for (SideCheck check : sideChecks) {
            if (check.judge(vantages.values(), needed, lagMillis, now, heardTo) && !turnedChecks.contains(check)) {
                turnedChecks.add(check);
            }
            undecided |= check.undecided();
        }
        if (turned || describedAnew) {
            confirmation.ended(null, freshness, now);
            concluded = anew(tally, now);
            describedAnew = false;
            return concluded;
        }
        if (turnedChecks.isEmpty()) {
            return null;
        }
        concluded = withChecks(turnedChecks, tally, now);
        return concluded;
    }

    /** If the broker's clock is ahead by more than an interval, the age of results is unknown. */
    private boolean isConfirmed(long lagMillis, Instant now) {
        return Confirmation.has(conclusion.verdict(), needed, vantages.values(), now)
                && -lagMillis <= shortestIntervalMillis;
    }

    /** Notes whether the verdict is confirmed. @return the verdict when a blind time has just ended; null otherwise */
    @Nullable
    SiteVerdict vouch(long lagMillis, Instant now) {
        SiteVerdict known = concluded;
        if (known == null || !isConfirmed(lagMillis, now)) {
            return null;
        }
        Duration blind = confirmation.ended(known, freshness, now);
        if (blind == null || known.verdict() != Verdict.UP) {
            return null;
        }
        concluded = known.afterBlind(blind);
        return concluded;
    }

    void addUnconfirmed(long lagMillis, Instant now, List<Unconfirmed> unconfirmed) {
        if (conclusion.verdict() != Verdict.UNKNOWN && !isConfirmed(lagMillis, now)) {
            unconfirmed.add(new Unconfirmed(origin.service(), site.name(), null, confirmation.lastAt()));
        }
        for (SideCheck check : sideChecks) {
            if (!check.isConfirmed(vantages.values(), needed, now)) {
                unconfirmed.add(new Unconfirmed(origin.service(), site.name(), check.name(), null));
            }
        }
    }

    private SiteVerdict anew(VoteCount tally, Instant now) {
        Verdict verdict = conclusion.verdict();
        List<Vote> votes = votes();
        return new SiteVerdict(
                        SiteVerdict.VERSION,
                        origin.service(),
                        site.name(),
                        verdict,
                        now,
                        verdict == Verdict.DOWN ? failingSince() : null,
                        votes,
                        needed,
                        describedAnew && verdict == Verdict.UNKNOWN
                                ? wording.describedAnew()
                                : wording.verdict(verdict, tally, votes),
                        origin.topologyDigest(),
                        checks(),
                        null,
                        null,
                        null)
                .of(descriptions);
    }

    /** The same verdict with other checks, and with the newest votes that support it. */
    private SiteVerdict withChecks(List<SideCheck> turned, VoteCount tally, Instant now) {
        SiteVerdict known = concluded;
        boolean founded = tally.outcome(needed) == conclusion.verdict();
        return new SiteVerdict(
                SiteVerdict.VERSION,
                origin.service(),
                site.name(),
                conclusion.verdict(),
                known == null ? now : known.since(),
                known == null ? null : known.firstFailure(),
                known == null || founded ? votes() : known.votes(),
                known == null || founded ? needed : known.needed(),
                wording.checks(turned, conclusion.verdict(), vantages.values()),
                origin.topologyDigest(),
                checks(),
                null,
                descriptions,
                known == null ? null : known.blind());
    }

    private Map<ProbeName, Verdict> checks() {
        return sideChecks.stream().collect(Collectors.toMap(SideCheck::name, SideCheck::verdict));
    }

    private VoteCount tally() {
        VoteCount tally = VoteCount.NOBODY;
        for (VantageEvidence vantage : vantages.values()) {
            if (vantage.voter()) {
                tally = tally.and(vantage.verdict());
            }
        }
        return tally;
    }

    /** One vote per configured vantage, in the topology's order. */
    private List<Vote> votes() {
        return vantages.values().stream().map(VantageEvidence::vote).toList();
    }

    /**
     * The start of the failures that made it DOWN: when the last of the needed vantages began to see them, or up to an
     * interval before, since vantages probe at different moments. A vantage that saw failures long before the others
     * does not determine it.
     */
    private @Nullable Instant failingSince() {
        List<Instant> began = vantages.values().stream()
                .filter(vantage -> vantage.voter() && vantage.verdict() == Verdict.DOWN)
                .map(VantageEvidence::failingSince)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        Instant earliest = began.get(needed - 1).minus(longestInterval);
        return began.stream().filter(at -> !at.isBefore(earliest)).findFirst().orElseThrow();
    }

    Explanation.Site explain(Instant now) {
        VoteCount tally = tally();
        return new Explanation.Site(
                site.name(),
                conclusion.verdict(),
                concluded == null ? null : concluded.since(),
                tally.outcome(needed),
                conclusion.heldUntil(),
                needed,
                tally,
                site.passing(),
                vantages.values().stream().map(vantage -> vantage.explain(now)).toList(),
                sideChecks.stream()
                        .map(check -> check.explain(vantages.values()))
                        .toList());
    }
}
