package io.signalbox.decision.core.select;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.select.Eligibility.Objection;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.MoveProposal;
import java.time.Instant;
import java.util.Optional;

/** Decides on failback: whether a better site than the active one has been fit for long enough. */
final class FailbackRule {

    private final Service service;
    private final Failback failback;
    private final Eligibility eligibility;

    FailbackRule(Service service, Eligibility eligibility) {
        this.service = service;
        this.failback = service.policy().failback();
        this.eligibility = eligibility;
    }

    MoveProposal propose(ServiceState state, Site active, Instant now) {
        Optional<Site> better = better(state, active, now);
        SiteVerdict up = better.map(site -> state.verdicts().get(site.name())).orElse(null);
        if (better.isEmpty() || up == null) {
            return present(state.verdict(active.name()), active.name());
        }
        SiteName to = better.get().name();
        if (failback.mode() == Failback.Mode.NEVER) {
            return stay(ReasonCode.FAILBACK_NEVER, to + " is UP; the policy is never to return");
        }
        Objection objection = eligibility.objection(state, better.get(), planTo(better.get()), now);
        if (objection != null) {
            return new MoveProposal.Stay(
                    Reason.of(
                            ReasonCode.FAILBACK,
                            objection.reason(),
                            objection.reason().text()),
                    objection.until());
        }
        Instant due = Instants.later(up.stableSince(), state.activeSince()).plus(failback.stableFor());
        if (now.isBefore(due)) {
            return new MoveProposal.Stay(
                    Reason.of(
                            ReasonCode.FAILBACK_WAITS,
                            to + " is UP since " + up.since() + "; failback is due at " + due),
                    due);
        }
        return inWindow(to, now);
    }

    private MoveProposal inWindow(SiteName to, Instant now) {
        TimeWindow window = failback.mode() == Failback.Mode.AUTO ? failback.window() : null;
        if (window != null && !window.contains(now)) {
            Instant opens = window.nextStart(now);
            return new MoveProposal.Stay(
                    Reason.of(
                            ReasonCode.FAILBACK_WINDOW,
                            to + " is UP; failback may begin at " + opens + " (" + window + ")"),
                    opens);
        }
        return new MoveProposal.Move(
                to,
                MoveKind.FAILBACK,
                Reason.of(ReasonCode.FAILBACK_DUE, to + " has been UP for " + Instants.words(failback.stableFor())));
    }

    private Plans.Name planTo(Site site) {
        return MoveKind.FAILBACK.plan(site.equals(service.preferred()), false);
    }

    /** The first better site that is fit; otherwise the first better site that is UP. */
    private Optional<Site> better(ServiceState state, Site active, Instant now) {
        var up = service.sites().stream()
                .filter(site -> !site.lastResort() && site.priority() < active.priority())
                .filter(site -> state.verdict(site.name()) == Verdict.UP)
                .toList();
        return up.stream()
                .filter(site -> eligibility.objection(state, site, planTo(site), now) == null)
                .findFirst()
                .or(() -> up.stream().findFirst());
    }

    /** Stays, with the verdict of the active site as the reason: a change of the verdict starts a new decision. */
    private static MoveProposal present(Verdict verdict, SiteName active) {
        String text = verdict == Verdict.UP
                ? active + " is UP"
                : active + " is " + verdict + ": traffic does not move while that is not known";
        return stay(verdict == Verdict.UP ? ReasonCode.ACTIVE_UP : ReasonCode.ACTIVE_UNKNOWN, text);
    }

    private static MoveProposal stay(ReasonCode code, String text) {
        return new MoveProposal.Stay(Reason.of(code, text), null);
    }
}
