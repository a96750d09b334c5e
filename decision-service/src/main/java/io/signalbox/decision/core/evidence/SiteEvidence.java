package io.signalbox.decision.core.evidence;

import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.VantageName;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.Vote;
import io.signalbox.contract.topology.Probe;
import io.signalbox.contract.topology.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all vantages have seen of one site, and what was concluded from it. */
final class SiteEvidence {

    private final Site site;
    private final Map<VantageName, VantageEvidence> vantages = new LinkedHashMap<>();
    private @Nullable SiteVerdict concluded;
    private @Nullable Instant heldUntil;
    private boolean undecided;

    SiteEvidence(Site site, List<VantageName> names) {
        this.site = site;
        names.forEach(name -> vantages.put(name, new VantageEvidence(site)));
    }

    /** Takes over a verdict from before a restart; it holds until evidence as old as this would have gone stale. */
    void restore(SiteVerdict verdict, Instant now) {
        concluded = verdict;
        heldUntil = verdict.verdict() == Verdict.UNKNOWN ? null : now.plus(freshness());
    }

    Site site() {
        return site;
    }

    @Nullable
    SiteVerdict concluded() {
        return concluded;
    }

    Verdict verdict() {
        return concluded == null ? Verdict.UNKNOWN : concluded.verdict();
    }

    void conclude(SiteVerdict verdict) {
        concluded = verdict;
        undecided = false;
        heldUntil = null;
    }

    /** A change was seen but may not be concluded yet; it is to be looked at again. */
    void leaveUndecided() {
        undecided = true;
    }

    boolean undecided() {
        return undecided;
    }

    /** Fresh evidence says what was concluded: nothing is owed to a restored verdict any more. */
    void confirm(Verdict verdict) {
        undecided = false;
        if (verdict != Verdict.UNKNOWN) {
            heldUntil = null;
        }
    }

    /** Whether the conclusion is a restored one that still stands without evidence of its own. */
    boolean heldAt(Instant now) {
        return heldUntil != null && now.isBefore(heldUntil);
    }

    /** Whether a restored conclusion has now stood without evidence for as long as it may. */
    boolean holdEnded(Instant now) {
        return heldUntil != null && !now.isBefore(heldUntil);
    }

    @Nullable
    VantageEvidence at(VantageName vantage) {
        return vantages.get(vantage);
    }

    boolean expire(Instant now) {
        boolean changed = false;
        for (VantageEvidence vantage : vantages.values()) {
            changed |= vantage.expire(now);
        }
        return changed;
    }

    /** One vote per configured vantage, in the topology's order. */
    List<Vote> votes(Electorate electorate) {
        return vantages.entrySet().stream()
                .map(entry -> electorate.vote(site.name(), entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The first failure among the vantages that say DOWN. */
    @Nullable
    Instant firstFailure() {
        return vantages.values().stream()
                .filter(vantage -> vantage.verdict() == Verdict.DOWN)
                .map(VantageEvidence::failingSince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private Duration freshness() {
        return site.probes().stream()
                .map(Probe::freshness)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
