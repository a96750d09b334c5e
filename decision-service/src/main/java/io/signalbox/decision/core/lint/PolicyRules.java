package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.rules.LoneVote;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Rules about settings of a policy that work against each other. */
final class PolicyRules {

    private static final Duration LONG = Duration.ofHours(24);

    private PolicyRules() {}

    static List<LintFinding> check(Service service, List<VantageName> vantages) {
        var findings = new ArrayList<LintFinding>();
        Policy policy = service.policy();
        LoneVote alone = policy.mode() == Policy.Mode.AUTO ? LoneVote.in(service, vantages) : null;
        if (alone != null) {
            findings.add(LintFinding.error(LintText.path(service.name(), "policy.quorum"), alone.text()));
        }
        damping(service, policy.damping(), findings);
        boolean claims = service.plans().stages().keySet().stream()
                .anyMatch(plan -> PlanRules.precedesTheSwitch(service.plans().of(plan)));
        if (claims && policy.claimFor().compareTo(policy.planDeadline()) > 0) {
            findings.add(LintFinding.warn(
                    LintText.path(service.name(), "policy.claimFor"),
                    "a claim holds for " + LintText.of(policy.claimFor()) + ", longer than a plan may try ("
                            + LintText.of(policy.planDeadline())
                            + "): when a cell is lost amid a plan, the others wait longer than they need"));
        }
        if (policy.failback().mode() == Failback.Mode.AUTO && oneWay(service.plans())) {
            findings.add(LintFinding.warn(
                    LintText.path(service.name(), "policy.failback.mode"),
                    "auto, but the failover plan has a step that nothing can put back: failback waits all the same until"
                            + " somebody orders reseeded for the site left behind"));
        }
        return findings;
    }

    private static boolean oneWay(Plans plans) {
        return plans.of(Plans.Name.FAILOVER).stream()
                .flatMap(stage -> stage.steps().stream())
                .map(Step::work)
                .anyMatch(work -> work instanceof Work.Act act && act.action().oneWay());
    }

    private static void damping(Service service, Damping damping, List<LintFinding> findings) {
        String path = LintText.path(service.name(), "policy.damping");
        if (damping.suppressAt() <= Damping.PER_LOSS) {
            findings.add(LintFinding.warn(
                    path + ".suppressAt",
                    "one loss adds " + Damping.PER_LOSS + ": every site that fails once is suppressed at once"));
        }
        int worst = Math.max(damping.suppressAt(), Damping.PER_LOSS);
        double halvings = Math.log((double) worst / damping.reuseAt()) / Math.log(2);
        Duration suppressed =
                Duration.ofMillis((long) (halvings * damping.halfLife().toMillis()));
        if (suppressed.compareTo(LONG) > 0) {
            findings.add(LintFinding.warn(
                    path + ".reuseAt",
                    "a site that is suppressed is no target again for "
                            + LintText.of(suppressed.truncatedTo(ChronoUnit.MINUTES))
                            + " at least, which is almost never"));
        }
    }
}
