package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Plans.Stage;
import io.signalbox.contract.topology.Policy.WhenAllDown;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rules about plans: gates that never open, steps without a way back where one is needed. */
final class PlanRules {

    private final Service service;
    private final List<LintFinding> findings = new ArrayList<>();

    private PlanRules(Service service) {
        this.service = service;
    }

    static List<LintFinding> check(Service service) {
        var rules = new PlanRules(service);
        for (Name plan : Name.values()) {
            if (service.plans().stages().containsKey(plan)) {
                rules.gates(plan);
                rules.approvals(plan);
                rules.time(plan);
            }
        }
        rules.warm();
        rules.drills();
        return rules.findings;
    }

    static boolean precedesTheSwitch(List<Stage> stages) {
        return stages.stream()
                .limit(1)
                .flatMap(stage -> stage.steps().stream())
                .noneMatch(step -> step.work() instanceof Work.Switch);
    }

    private String path(Name plan) {
        return LintText.path(service.name(), "plans." + plan.name().toLowerCase(Locale.ROOT));
    }

    private void gates(Name plan) {
        List<Stage> stages = service.plans().of(plan);
        for (int index = 0; index < stages.size(); index++) {
            for (Step step : stages.get(index).steps()) {
                for (Site target : targets(plan)) {
                    String trouble = step.isFor(target.name()) ? trouble(step.work(), target) : "";
                    if (!trouble.isEmpty()) {
                        findings.add(LintFinding.error(
                                path(plan) + "[" + index + "]",
                                "\"" + step.name() + "\" is never passed when traffic goes to " + target.name() + ", "
                                        + trouble + "; \"to\" would leave it out there"));
                    }
                }
            }
        }
    }

    private static String trouble(Work work, Site target) {
        return switch (work) {
            case Work.WaitLag(var probe) ->
                target.probes().stream().anyMatch(each -> each.name().equals(probe))
                        ? ""
                        : "which nobody measures " + probe + " of";
            case Work.WaitHealthy _ -> target.probes(Probe.Role.HEALTH).isEmpty() ? "which has no probes" : "";
            case Work.Switch _, Work.Pause _, Work.Approve _, Work.Restore _, Work.Act _ -> "";
        };
    }

    /** The sites to which a plan may lead without an order, and the drill's target for a drill. */
    private List<Site> targets(Name plan) {
        boolean lastResort = service.policy().whenAllDown() == WhenAllDown.LAST_RESORT;
        return service.sites().stream()
                .filter(site -> switch (plan) {
                    case FAILOVER -> !site.lastResort() || lastResort;
                    case FAILBACK -> site.equals(service.preferred());
                    case SWITCHOVER -> !site.lastResort() && !site.equals(service.preferred());
                    case DRILL -> isDrilled(site);
                })
                .toList();
    }

    private boolean isDrilled(Site site) {
        return service.drills().stream().anyMatch(drill -> !drill.isOfCapacity() && leadsTo(drill, site));
    }

    private boolean leadsTo(Drill drill, Site site) {
        SiteName target = drill.target();
        return target == null ? !site.lastResort() && !site.equals(service.preferred()) : target.equals(site.name());
    }

    private void approvals(Name plan) {
        boolean approved = false;
        for (Stage stage : service.plans().of(plan)) {
            for (Step step : stage.steps()) {
                if (step.work() instanceof Work.Approve) {
                    approved = true;
                }
                if (!approved && isOneWay(step)) {
                    findings.add(
                            LintFinding.warn(
                                    path(plan),
                                    "the step \"" + step.name()
                                            + "\" cannot be undone, and no approve step is before it: it runs without an approval"));
                }
            }
        }
    }

    /** The least waiting time of a plan must fit into its deadline. */
    private void time(Name plan) {
        Duration waits = service.sites().stream()
                .map(target -> service.plans().of(plan).stream()
                        .flatMap(stage -> stage.steps().stream())
                        .filter(step -> step.isFor(target.name()))
                        .map(step -> waits(step.work()))
                        .reduce(Duration.ZERO, Duration::plus))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration deadline = service.policy().planDeadline();
        if (waits.compareTo(deadline) >= 0) {
            findings.add(LintFinding.error(
                    path(plan),
                    "it waits for " + LintText.of(waits) + " at the least, and is given up after "
                            + LintText.of(deadline) + " (policy.planDeadline)"));
        }
    }

    private static Duration waits(Work work) {
        return switch (work) {
            case Work.Switch change -> change.takes();
            case Work.Pause(Duration time) -> time;
            case Work.WaitHealthy(Duration stable) -> stable;
            case Work.WaitLag _, Work.Approve _, Work.Restore _, Work.Act _ -> Duration.ZERO;
        };
    }

    /** A warm standby gets traffic before any step of the failover plan. */
    private void warm() {
        if (service.dns().preWarm() == null) {
            return;
        }
        for (Site standby : service.sites()) {
            List<String> makers = standby.lastResort() || standby.equals(service.preferred())
                    ? List.of()
                    : service.plans().of(Name.FAILOVER).stream()
                            .flatMap(stage -> stage.steps().stream())
                            .filter(step -> step.isFor(standby.name()) && makesFit(step.work()))
                            .map(step -> "\"" + step.name() + "\"")
                            .toList();
            if (!makers.isEmpty()) {
                boolean judged = !standby.probes(Probe.Role.READINESS).isEmpty();
                String path = LintText.path(service.name(), "dns.preWarm");
                String text = standby.name() + " would get traffic without what the failover plan does for it first ("
                        + String.join(", ", makers) + ")";
                findings.add(
                        judged
                                ? LintFinding.warn(path, text + ": only while its readiness probes pass all the same")
                                : LintFinding.error(
                                        path, text + ", and no readiness probe says that it cannot take any"));
            }
        }
    }

    private static boolean makesFit(Work work) {
        return work instanceof Work.Act act && act.action().preparesSite();
    }

    private void drills() {
        for (Name plan : List.of(Name.DRILL, Name.FAILBACK)) {
            service.plans().of(plan).stream()
                    .flatMap(stage -> stage.steps().stream())
                    .filter(PlanRules::isOneWay)
                    .forEach(step -> oneWayDrill(plan, step));
        }
        for (int index = 0; index < service.drills().size(); index++) {
            Drill drill = service.drills().get(index);
            for (Site site : service.sites()) {
                boolean judged = !site.probes(Probe.Role.READINESS).isEmpty();
                Name plan = drill.isOfCapacity() ? Name.FAILOVER : Name.DRILL;
                if (leadsTo(drill, site) && judged && !service.plans().makesReady(plan)) {
                    findings.add(LintFinding.warn(
                            LintText.path(service.name(), "drills[" + index + "]"),
                            site.name() + " has a readiness probe, and no plan of a drill waits for it to be healthy:"
                                    + " the drill is blocked whenever " + site.name() + " is not ready by itself"));
                }
            }
        }
    }

    private void oneWayDrill(Name plan, Step step) {
        String text = "\"" + step.name() + "\" is part of every drill, and nothing can put it back";
        Plans plans = service.plans();
        String at = plans.stages().containsKey(plan) || plan == Name.FAILBACK
                ? path(plan)
                : path(plans.stages().containsKey(Name.SWITCHOVER) ? Name.SWITCHOVER : Name.FAILOVER);
        findings.add(
                service.drills().stream().allMatch(Drill::isOfCapacity)
                        ? LintFinding.warn(at, text)
                        : LintFinding.error(at, text));
    }

    private static boolean isOneWay(Step step) {
        return step.work() instanceof Work.Act act && act.action().oneWay();
    }
}
