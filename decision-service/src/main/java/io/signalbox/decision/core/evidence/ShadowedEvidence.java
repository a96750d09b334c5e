package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The evidence on one service, counted a second time if its shadow policy has another quorum: each verdict then carries
 * the one by that quorum. Otherwise this is the {@link Evidence} alone. Not thread-safe.
 */
public final class ShadowedEvidence {

    private final Evidence evidence;
    private final @Nullable Evidence shadow;
    private final Map<SiteName, SiteVerdict> verdicts = new LinkedHashMap<>();
    private final Map<SiteName, SiteVerdict> others = new LinkedHashMap<>();

    /** @param known the verdicts from before a restart, each with its shadow's */
    public ShadowedEvidence(Topology topology, Service service, Collection<SiteVerdict> known, Instant now) {
        this(topology, service, known, null, now);
    }

    /**
     * @param known the verdicts from before a restart, each with its shadow's
     * @param former what was last vouched for before the restart; null when no time is to be taken for blind
     */
    public ShadowedEvidence(
            Topology topology,
            Service service,
            Collection<SiteVerdict> known,
            @Nullable Watermark former,
            Instant now) {
        Policy policy = service.shadow();
        List<SiteVerdict> alone =
                known.stream().map(verdict -> verdict.beside(null)).toList();
        evidence = new Evidence(topology, service, alone, former, now);
        if (policy == null || policy.quorum().equals(service.policy().quorum())) {
            shadow = null;
            return;
        }
        List<SiteVerdict> beside =
                known.stream().map(SiteVerdict::shadow).filter(Objects::nonNull).toList();
        shadow = new Evidence(topology, service.under(policy), beside, former, now);
        alone.forEach(verdict -> verdicts.put(verdict.site(), verdict));
        beside.forEach(verdict -> others.put(verdict.site(), verdict));
    }

    /** See {@link Evidence#isOfAnotherDescription}. */
    public boolean isOfAnotherDescription(Observation observation) {
        return evidence.isOfAnotherDescription(observation);
    }

    /** See {@link Evidence#accept}; for both quorums. */
    public List<SiteVerdict> accept(Observation observation, Instant appended, Instant now) {
        List<SiteVerdict> changes = evidence.accept(observation, appended, now);
        return shadow == null ? changes : together(changes, shadow.accept(observation, appended, now));
    }

    /** See {@link Evidence#tick(Instant, Silence)}; for both quorums. */
    public List<SiteVerdict> tick(Instant now, Silence silence) {
        List<SiteVerdict> changes = evidence.tick(now, silence);
        return shadow == null ? changes : together(changes, shadow.tick(now, silence));
    }

    /** See {@link Evidence#unconfirmed}; for the quorum in force. */
    public List<Watermark.Unconfirmed> unconfirmed(Instant now) {
        return evidence.unconfirmed(now);
    }

    /** See {@link Evidence#explain}; for the quorum in force. */
    public Explanation explain(List<VantageName> partly, Instant now) {
        return evidence.explain(partly, now);
    }

    private List<SiteVerdict> together(List<SiteVerdict> changes, List<SiteVerdict> otherChanges) {
        if (changes.isEmpty() && otherChanges.isEmpty()) {
            return List.of();
        }
        var changed = new LinkedHashSet<SiteName>();
        changes.forEach(verdict -> {
            verdicts.put(verdict.site(), verdict);
            changed.add(verdict.site());
        });
        otherChanges.forEach(verdict -> {
            others.put(verdict.site(), verdict);
            verdicts.computeIfAbsent(verdict.site(), _ -> undecided(verdict));
            changed.add(verdict.site());
        });
        return changed.stream()
                .map(site -> Objects.requireNonNull(verdicts.get(site)).beside(others.get(site)))
                .toList();
    }

    /** The shadow's quorum may reach its first verdict before the one in force. */
    private static SiteVerdict undecided(SiteVerdict other) {
        return new SiteVerdict(
                SiteVerdict.VERSION,
                other.service(),
                other.site(),
                Verdict.UNKNOWN,
                other.since(),
                null,
                List.of(),
                other.needed(),
                Reason.of(ReasonCode.QUORUM_UNKNOWN, other.site() + " is UNKNOWN: nothing has been concluded yet"),
                other.topologyDigest(),
                null,
                null,
                null,
                null);
    }
}
