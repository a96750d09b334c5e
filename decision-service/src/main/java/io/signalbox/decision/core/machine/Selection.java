package io.signalbox.decision.core.machine;

import io.signalbox.contract.Reason;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a service's traffic should go, and why: a function of the verdicts, the operator's order and the time. */
final class Selection {

    private final Service service;
    private final Policy policy;

    Selection(Service service) {
        this.service = service;
        this.policy = service.policy();
    }

    /** @param active where the name points now */
    Proposal propose(ServiceState state, SiteName active, Instant now) {
        Hold.Override override = state.override();
        if (override != null) {
            return overridden(state, override, active);
        }
        Optional<Site> current = service.site(active);
        if (current.isEmpty()) {
            return stay("unknown-site", "the name points at " + active + ", which is no site of this topology");
        }
        if (current.get().lastResort()) {
            return onLastResort(state, active);
        }
        return switch (state.verdict(active)) {
            case DOWN -> away(state, current.get(), now);
            case UP -> home(state, current.get(), active + " is UP", now);
            case UNKNOWN ->
                home(state, current.get(), active + " is UNKNOWN: traffic is not moved on what is not known", now);
        };
    }

    private static Proposal overridden(ServiceState state, Hold.Override override, SiteName active) {
        SiteName target = override.target();
        String order = override.who() + " wants " + target + ": " + override.why();
        if (target.equals(active)) {
            return stay("override-in-force", order);
        }
        if (state.verdict(target) == Verdict.DOWN && !override.force()) {
            return stay("override-target-down", order + "; but it is DOWN now, and the override is not forced");
        }
        return new Proposal.Move(target, MoveKind.OVERRIDE, Reason.of("override", order));
    }

    private Proposal onLastResort(ServiceState state, SiteName active) {
        return firstUp(state, active)
                .<Proposal>map(
                        site -> move(site.name(), MoveKind.FAILBACK, "leave-last-resort", site.name() + " is UP again"))
                .orElseGet(() -> stay("last-resort", "no other site is UP"));
    }

    /** The active site is DOWN by quorum. */
    private Proposal away(ServiceState state, Site active, Instant now) {
        SiteVerdict down = state.verdicts().get(active.name());
        Optional<Site> target = firstUp(state, active.name());
        if (target.isPresent()) {
            return new Proposal.Move(target.get().name(), MoveKind.FAILOVER, because(down, target.get()));
        }
        Optional<Site> unknown = service.sites().stream()
                .filter(site -> !site.lastResort() && state.verdict(site.name()) == Verdict.UNKNOWN)
                .findFirst();
        Instant graceEnds = down == null ? now : down.since().plus(policy.grace());
        if (unknown.isPresent() && now.isBefore(graceEnds)) {
            return new Proposal.Stay(
                    Reason.of(
                            "grace",
                            active.name() + " is DOWN and " + unknown.get().name() + " is UNKNOWN: waiting until "
                                    + graceEnds),
                    graceEnds);
        }
        return allDown(state, active);
    }

    private Proposal allDown(ServiceState state, Site active) {
        return switch (policy.whenAllDown()) {
            case STAY -> stay("all-down-stay", "no site is UP; the policy is to stay on " + active.name());
            case LAST_RESORT ->
                service.sites().stream()
                        .filter(site -> site.lastResort() && state.verdict(site.name()) != Verdict.DOWN)
                        .findFirst()
                        .map(site -> move(site.name(), MoveKind.FAILOVER, "last-resort", "no site is UP"))
                        .orElseGet(() -> stay("all-down", "no site is UP, and there is no last resort to go to"));
            case PRIMARY ->
                active.equals(service.preferred())
                        ? stay("all-down-primary", "no site is UP; the policy is to stay on the preferred site")
                        : move(
                                service.preferred().name(),
                                MoveKind.FAILOVER,
                                "all-down-primary",
                                "no site is UP; the policy is to go to the preferred site");
        };
    }

    /** The active site may keep its traffic: is there a better one that has been UP for long enough? */
    private Proposal home(ServiceState state, Site active, String present, Instant now) {
        Optional<Site> better = firstUp(state, active.name()).filter(site -> site.priority() < active.priority());
        SiteVerdict up = better.map(site -> state.verdicts().get(site.name())).orElse(null);
        if (better.isEmpty() || up == null) {
            return stay("active-" + state.verdict(active.name()).name().toLowerCase(Locale.ROOT), present);
        }
        SiteName to = better.get().name();
        Failback failback = policy.failback();
        if (failback.mode() == Failback.Mode.MANUAL) {
            return stay("failback-manual", to + " is UP again; failback waits for an operator");
        }
        Instant due = later(up.since(), state.activeSince()).plus(failback.stableFor());
        if (now.isBefore(due)) {
            return new Proposal.Stay(
                    Reason.of("failback-waits", to + " is UP since " + up.since() + "; failback is due at " + due),
                    due);
        }
        return move(to, MoveKind.FAILBACK, "failback-due", to + " has been UP for " + words(failback.stableFor()));
    }

    /**
     * The better site's record counts from when traffic left it: another cell may have had a reason to leave that this
     * one has not seen yet.
     */
    private static Instant later(Instant up, @Nullable Instant arrived) {
        return arrived == null || arrived.isBefore(up) ? up : arrived;
    }

    private Optional<Site> firstUp(ServiceState state, SiteName except) {
        return service.sites().stream()
                .filter(site -> !site.lastResort() && !site.name().equals(except))
                .filter(site -> state.verdict(site.name()) == Verdict.UP)
                .findFirst();
    }

    private static Reason because(@Nullable SiteVerdict down, Site target) {
        String why = down == null ? "the active site is DOWN" : down.reason().text();
        return Reason.of("active-down", why + "; " + target.name() + " is the first site that is UP");
    }

    private static Proposal move(SiteName to, MoveKind kind, String code, String text) {
        return new Proposal.Move(to, kind, Reason.of(code, text));
    }

    private static Proposal stay(String code, String text) {
        return new Proposal.Stay(Reason.of(code, text), null);
    }

    private static String words(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
