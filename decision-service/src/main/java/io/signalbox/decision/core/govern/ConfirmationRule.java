package io.signalbox.decision.core.govern;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * No automatic move begins on a verdict that stage 1 does not confirm. Sites without health probes, and UNKNOWN sites,
 * need no confirmation. A forced override does not wait; an unforced one waits no longer than evidence is fresh.
 */
public final class ConfirmationRule {

    private final Service service;
    private final Confirmations confirmations;
    private final Duration shortestInterval;
    private final Duration longestFreshness;
    private final Map<SiteName, Watched> sites;

    /** The confirmation of a site's verdict. @param freshness how long a result of its health probes counts */
    private record Watched(boolean byHealth, Duration freshness, List<ProbeName> readiness) {
        static Watched of(Site site) {
            List<Probe> health = healthProbes(List.of(site));
            return new Watched(!health.isEmpty(), longestFreshness(health), site.probes(Probe.Role.READINESS));
        }
    }

    /** The facts that decide whether a service has to be looked at again. */
    public record Standing(Set<SiteName> unconfirmed, boolean behind) {

        /** True if the public state says otherwise than before. */
        public boolean shows(@Nullable Standing before, Phase phase) {
            return phase instanceof Phase.Moving ? !equals(before) : before != null && before.behind() != behind;
        }
    }

    public ConfirmationRule(Service service, Confirmations confirmations) {
        this.service = service;
        this.confirmations = confirmations;
        List<Probe> probes = healthProbes(service.sites());
        this.shortestInterval =
                probes.stream().map(Probe::interval).min(Duration::compareTo).orElse(Duration.ZERO);
        this.longestFreshness = longestFreshness(probes);
        this.sites = service.sites().stream().collect(Collectors.toUnmodifiableMap(Site::name, Watched::of));
    }

    private static List<Probe> healthProbes(List<Site> sites) {
        return sites.stream()
                .flatMap(site -> site.probes().stream())
                .filter(probe -> probe.role() == Probe.Role.HEALTH)
                .toList();
    }

    private static Duration longestFreshness(List<Probe> probes) {
        return probes.stream().map(Probe::freshness).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Why a move has to wait; null when all of its verdicts are confirmed. */
    public Permission.@Nullable Held doubt(MoveProposal.Move move, ServiceState state, Instant now) {
        Hold.Override override = state.holds().override();
        Instant until = null;
        if (move.kind() == MoveKind.OVERRIDE && override != null) {
            until = Instants.later(override.since(), confirmations.began()).plus(longestFreshness);
            if (override.force() || !now.isBefore(until)) {
                return null;
            }
        }
        return held(restsOn(move.kind(), move.to(), state), state, until, now);
    }

    /** Why the division of the traffic cannot change yet; null when its verdicts are confirmed. */
    public Permission.@Nullable Held doubt(PreWarming.Aim aim, ServiceState state, Instant now) {
        return held(restsOn(aim.split(), state), state, null, now);
    }

    /**
     * Why the next step of a plan has to wait; null if it may begin. After a one-way step has begun, the plan goes on.
     */
    public Permission.@Nullable Held doubt(Phase.Moving moving, ServiceState state, Instant now) {
        Plan plan = moving.plan();
        if (moving.accepted() || moving.pastReturn()) {
            return null;
        }
        if (plan.kind() == MoveKind.ADJUST) {
            Split split = plan.steps().getFirst().task() instanceof StepTask.Switch change ? change.split() : null;
            return held(restsOn(split, state), state, null, now);
        }
        return doubt(new MoveProposal.Move(plan.to(), plan.kind(), state.reason()), state, now);
    }

    private Set<SiteName> restsOn(MoveKind kind, SiteName to, ServiceState state) {
        var sites = new HashSet<SiteName>();
        SiteName active = state.active();
        switch (kind) {
            case ADOPTION, READOPTION, HOLD, ADJUST, RAISE, LOWER -> {
                return sites;
            }
            case FAILBACK, RESTORE, OVERRIDE -> sites.add(to);
            case FAILOVER, DRILL -> {
                sites.add(to);
                if (active != null) {
                    sites.add(active);
                }
            }
        }
        boolean noneIsFit = kind == MoveKind.FAILOVER
                && (state.verdict(to) != Verdict.UP
                        || service.site(to).map(Site::lastResort).orElse(false));
        if (noneIsFit) {
            service.sites().forEach(site -> sites.add(site.name()));
        }
        return sites;
    }

    /** An unwanted share is taken back whatever its site's verdict; a wanted one, because its site is unfit. */
    private Set<SiteName> restsOn(@Nullable Split wanted, ServiceState state) {
        var sites = new HashSet<SiteName>();
        Fence fence = state.fence();
        if (fence == null || service.dns().preWarm() == null) {
            return sites;
        }
        if (fence.split() != null) {
            sites.add(fence.split().to());
        }
        if (wanted != null) {
            sites.add(wanted.to());
            sites.add(fence.active());
        }
        return sites;
    }

    private Permission.@Nullable Held held(
            Set<SiteName> restsOn, ServiceState state, @Nullable Instant until, Instant now) {
        List<SiteName> open = restsOn.stream()
                .filter(site -> !isConfirmed(site, state, now))
                .sorted()
                .toList();
        if (open.isEmpty()) {
            return null;
        }
        String verdicts = open.stream()
                .map(site -> "that " + site + " is " + state.verdict(site))
                .collect(Collectors.joining(" and "));
        return new Permission.Held(
                Reason.of(
                        ReasonCode.UNCONFIRMED,
                        verdicts + " is not confirmed: too few vantages have said so since this decision-service began"
                                + " to decide"),
                until,
                false);
    }

    /** True if the verdict on a site, and those of its readiness probes, are confirmed. */
    public boolean isConfirmed(SiteName name, ServiceState state, Instant now) {
        Watched site = sites.get(name);
        if (confirmations.areAssumed() || site == null || !site.byHealth() || state.verdict(name) == Verdict.UNKNOWN) {
            return true;
        }
        Instant concluded = confirmations.concludedAt(service.name(), name);
        boolean own = concluded != null && isNear(concluded, now, site.freshness());
        if (!own && !isVouched(name, null, site.freshness(), now)) {
            return false;
        }
        for (ProbeName probe : site.readiness()) {
            if (!isVouched(name, probe, site.freshness(), now)) {
                return false;
            }
        }
        return true;
    }

    /** True if the verdict of a probe that does not decide is confirmed. */
    public boolean isConfirmed(Site site, ProbeName probe, Instant now) {
        return confirmations.areAssumed()
                || isVouched(site.name(), probe, Watched.of(site).freshness(), now);
    }

    /** @param probe null for the verdict on the site itself */
    private boolean isVouched(SiteName site, @Nullable ProbeName probe, Duration freshness, Instant now) {
        Confirmations.Vouched vouched = confirmations.of(service.name());
        return vouched != null
                && isNear(vouched.at(), now, freshness)
                && !vouched.unconfirmed().contains(new Confirmations.Subject(site, probe));
    }

    private static boolean isNear(Instant then, Instant now, Duration limit) {
        return Duration.between(then, now).abs().compareTo(limit) <= 0;
    }

    /** Why the verdicts of a service may be old; null when its evidence is read in time, or nothing is known of it. */
    @Nullable
    public Reason behind(ServiceState state, Instant now) {
        boolean known = service.sites().stream().anyMatch(site -> state.verdict(site.name()) != Verdict.UNKNOWN);
        if (confirmations.areAssumed() || longestFreshness.isZero() || !known) {
            return null;
        }
        Confirmations.Vouched vouched = confirmations.of(service.name());
        Instant last = vouched == null ? confirmations.awaitedSince(service.name()) : vouched.at();
        if (!isNear(last, now, longestFreshness)) {
            return Reason.of(
                    ReasonCode.READER_BEHIND,
                    "nothing has been heard of the reader of its evidence since " + last
                            + ", or its clock differs: what is known of its sites may be old");
        }
        if (vouched == null || vouched.lag().abs().compareTo(shortestInterval) <= 0) {
            return null;
        }
        String far = Instants.words(vouched.lag().abs());
        return Reason.of(
                ReasonCode.READER_BEHIND,
                vouched.lag().isNegative()
                        ? "Kafka's clock is " + far + " ahead of decision-service's: nothing turns DOWN"
                        : "its evidence is read " + far
                                + " after Kafka stored it, or clocks differ: nothing turns DOWN");
    }

    public Standing standing(ServiceState state, Instant now) {
        var unconfirmed = new HashSet<SiteName>();
        for (Site site : service.sites()) {
            if (!isConfirmed(site.name(), state, now)) {
                unconfirmed.add(site.name());
            }
        }
        return new Standing(unconfirmed, behind(state, now) != null);
    }

    ServiceName service() {
        return service.name();
    }
}
