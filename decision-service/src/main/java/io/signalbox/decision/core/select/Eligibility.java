package io.signalbox.decision.core.select;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.decision.core.fence.StaleData;
import io.signalbox.decision.core.state.Penalty;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.Instants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides which sites may take the traffic: UP, good data, not suppressed, and ready or made ready by the plan. */
public final class Eligibility {

    /** Fact of a reason: when time ends the objection. */
    private static final String UNTIL = "until";

    private final Service service;
    private final Policy.Damping damping;
    /** Digests of the checks of each site, cached: computing a digest takes longer than the rest of a decision. */
    private final Map<SiteName, Map<ProbeName, String>> digests;

    Eligibility(Service service) {
        this.service = service;
        this.damping = service.policy().damping();
        this.digests = service.sites().stream().collect(Collectors.toUnmodifiableMap(Site::name, Site::checkDigests));
    }

    /** @param until when time alone ends the objection; null when it cannot */
    public record Objection(Reason reason, @Nullable Instant until) {}

    /** Why a site may not get traffic; null when it may. @param plan the plan that would move the traffic */
    @Nullable
    public Objection objection(ServiceState state, Site site, Plans.Name plan, Instant now) {
        Verdict verdict = state.verdict(site.name());
        if (verdict != Verdict.UP) {
            return new Objection(Reason.of(ReasonCode.NOT_UP, site.name() + " is " + verdict), null);
        }
        Reason stale = StaleData.objection(state, site);
        if (stale != null) {
            return new Objection(stale, null);
        }
        if (!isDescribed(state, site)) {
            return new Objection(
                    Reason.of(
                            ReasonCode.DESCRIBED_ANEW,
                            site.name()
                                    + " was found UP under another description of it, which is not known to hold now"),
                    null);
        }
        Objection suppression = suppression(state, site.name(), now);
        if (suppression != null) {
            return suppression;
        }
        if (ready(state, site) != Verdict.UP && !service.plans().makesReady(plan)) {
            return new Objection(
                    Reason.of(ReasonCode.NOT_READY, site.name() + " is UP, but not ready for traffic"), null);
        }
        return null;
    }

    /** True if the verdict was measured on the site's current description. Stage 1 may apply a new topology later. */
    boolean isDescribed(ServiceState state, Site site) {
        SiteVerdict verdict = state.verdicts().get(site.name());
        return verdict == null || site.describes(verdict, digests.getOrDefault(site.name(), Map.of()));
    }

    /** True if a site can take traffic at once, without a plan that makes it ready. */
    public boolean fit(ServiceState state, Site site, Instant now) {
        return objection(state, site, Plans.Name.FAILOVER, now) == null && ready(state, site) == Verdict.UP;
    }

    /** Why a site with traffic must not keep it; null when it may, or when that is unknown. */
    @Nullable
    public Objection unfit(ServiceState state, Site site, Instant now) {
        Reason stale = StaleData.objection(state, site);
        if (stale != null) {
            return new Objection(stale, null);
        }
        return switch (state.verdict(site.name())) {
            case UNKNOWN -> null;
            case DOWN -> new Objection(Reason.of(ReasonCode.DOWN, site.name() + " is DOWN"), null);
            case UP ->
                ready(state, site) == Verdict.UNKNOWN
                        ? null
                        : objection(state, site, ready(state, site) == Verdict.DOWN, now);
        };
    }

    private @Nullable Objection objection(ServiceState state, Site site, boolean unready, Instant now) {
        return unready
                ? new Objection(
                        Reason.of(ReasonCode.NOT_READY, site.name() + " is UP, but not ready for traffic"), null)
                : objection(state, site, Plans.Name.FAILOVER, now);
    }

    /** The sites that damping suppresses or holds down. */
    public Set<SiteName> suppressed(ServiceState state, Instant now) {
        Map<SiteName, Penalty> penalties = state.memory().penalties();
        return penalties.isEmpty()
                ? Set.of()
                : penalties.entrySet().stream()
                        .filter(of -> now.isBefore(of.getValue().heldUntil())
                                || of.getValue().suppressedAt(now, damping))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Why damping suppresses or holds down a site; null when it does not. */
    @Nullable
    public Objection suppression(ServiceState state, SiteName site, Instant now) {
        Penalty penalty = state.memory().penalties().get(site);
        if (penalty == null) {
            return null;
        }
        if (penalty.suppressedAt(now, damping)) {
            Instant until = penalty.reusableAt(damping);
            return new Objection(
                    Reason.of(ReasonCode.SUPPRESSED, site + " has failed too often, and is suppressed until " + until)
                            .with(UNTIL, until),
                    until);
        }
        if (now.isBefore(penalty.heldUntil())) {
            return new Objection(
                    Reason.of(
                                    ReasonCode.HOLD_DOWN,
                                    site + " has failed a moment ago, and is held down until " + penalty.heldUntil())
                            .with(UNTIL, penalty.heldUntil()),
                    penalty.heldUntil());
        }
        return null;
    }

    /** The readiness of a site, by its readiness probes; UP when it has none. */
    public static Verdict ready(ServiceState state, Site site) {
        SiteVerdict evidence = state.verdicts().get(site.name());
        Verdict all = Verdict.UP;
        for (ProbeName probe : site.probes(Probe.Role.READINESS)) {
            Verdict one = evidence == null ? Verdict.UNKNOWN : evidence.check(probe);
            if (one == Verdict.DOWN) {
                return Verdict.DOWN;
            }
            all = one == Verdict.UNKNOWN ? Verdict.UNKNOWN : all;
        }
        return all;
    }

    /** The first site by priority that may get traffic. */
    public Optional<Site> first(ServiceState state, SiteName except, Plans.Name plan, Instant now) {
        return first(state, except, List.of(), plan, now);
    }

    /** @param unwanted sites that are also excluded */
    public Optional<Site> first(
            ServiceState state, SiteName except, List<SiteName> unwanted, Plans.Name plan, Instant now) {
        return service.sites().stream()
                .filter(site -> !unwanted.contains(site.name()))
                .filter(site -> !site.lastResort() && !site.name().equals(except))
                .filter(site -> objection(state, site, plan, now) == null)
                .findFirst();
    }

    /** When time alone may make another site eligible; null when it cannot. */
    @Nullable
    Instant nextChange(ServiceState state, SiteName except, Plans.Name plan, Instant now) {
        Instant next = null;
        for (Site site : service.sites()) {
            Objection objection =
                    site.lastResort() || site.name().equals(except) ? null : objection(state, site, plan, now);
            next = objection == null ? next : Instants.earlier(next, objection.until());
        }
        return next;
    }
}
