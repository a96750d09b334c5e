package io.signalbox.decision.core.lint;

import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.AuroraSwitchover;
import io.signalbox.contract.step.Need;
import io.signalbox.contract.step.Need.Plane;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Plans.Stage;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.needs.Needs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules about what a failover plan needs: from the region that it leaves, and from the region with Route 53's control
 * plane or the name server that accepts the updates.
 */
final class PlaneRules {

    private final Service service;
    private final Set<LintFinding> findings = new LinkedHashSet<>();

    private PlaneRules(Service service) {
        this.service = service;
    }

    static List<LintFinding> check(Service service) {
        var rules = new PlaneRules(service);
        rules.name();
        rules.steps();
        return new ArrayList<>(rules.findings);
    }

    /** A site stands for a region by its name. */
    private List<Site> left(String region) {
        return service.sites().stream()
                .filter(site -> !site.lastResort() && site.name().value().equals(region))
                .toList();
    }

    private void name() {
        if (service.sites().size() == 1) {
            return;
        }
        Dns.Primary primary = service.dns().primary();
        if (primary != null) {
            primary(primary);
            return;
        }
        SignalObject signal = service.dns().signal();
        if (signal != null) {
            signal(signal);
            return;
        }
        for (Need need : Needs.ofName(service)) {
            for (Site site : left(Needs.route53Home(service))) {
                findings.add(LintFinding.warn(
                        LintText.path(service.name(), "dns"),
                        "when " + site.name() + " is lost as a region, the switch away from it needs the "
                                + plane(need) + ", which runs there: it waits until that answers. A switch by a signal"
                                + " (dns.signal) does not. For a public zone, accelerated recovery (opt-in) lets it"
                                + " answer again within about 60 minutes, and may lose what was accepted just before"));
            }
        }
    }

    /** A server's name may tell where it runs; its address does not. */
    private void primary(Dns.Primary primary) {
        String path = LintText.path(service.name(), "dns.server");
        List<Site> beside = service.sites().stream()
                .filter(site -> !site.lastResort()
                        && primary.host().contains(site.name().value()))
                .toList();
        for (Site site : beside) {
            findings.add(LintFinding.warn(
                    path,
                    "when " + site.name() + " is lost as a region, the switch away from it needs the name server "
                            + primary + ", whose name says that it is in that region: nothing moves until it answers"));
        }
        if (beside.isEmpty()) {
            findings.add(LintFinding.warn(
                    path,
                    "every move needs an answer of the name server " + primary
                            + ": it must not run in a region that a move leaves"));
        }
    }

    private void signal(SignalObject signal) {
        left(signal.region()).stream()
                .filter(service.preferred()::equals)
                .forEach(site -> findings.add(LintFinding.error(
                        LintText.path(service.name(), "dns.signal.region"),
                        "the switch away from " + site.name() + " needs the " + plane(Needs.signal(signal)) + " in "
                                + signal.region() + ", the region that is left when " + site.name()
                                + " is lost: the bucket belongs into the standby's")));
    }

    private void steps() {
        for (Stage stage : service.plans().of(Name.FAILOVER)) {
            for (Step step : stage.steps()) {
                if (step.work() instanceof Work.Act act) {
                    Action action = act.action();
                    action.needs().forEach(need -> step(step, need));
                    if (action instanceof RoutingControl) {
                        routingControl(stage, step);
                    }
                    if (action instanceof AuroraSwitchover) {
                        findings.add(LintFinding.warn(
                                LintText.path(service.name(), "plans.failover"),
                                "\"" + step.name()
                                        + "\" needs the region of the present writer, which a failover may be"
                                        + " leaving: aurora-failover does not"));
                    }
                }
            }
        }
    }

    /**
     * Actions need a fence, which is read from Route 53's API. Routing controls are for the time when that API does not
     * answer, so an action before them would wait for it.
     */
    private void routingControl(Stage stage, Step step) {
        boolean signalled = service.dns().signal() != null;
        List<Stage> stages = service.plans().of(Name.FAILOVER);
        boolean after = stages.subList(0, stages.indexOf(stage)).stream()
                .flatMap(earlier -> earlier.steps().stream())
                .anyMatch(earlier -> earlier.work() instanceof Work.Switch);
        if (service.dns().primary() == null && !(signalled && after)) {
            findings.add(
                    LintFinding.warn(
                            LintText.path(service.name(), "plans.failover"),
                            "\"" + step.name()
                                    + "\" is done only while the fence says so, and the fence is at Route 53: it waits"
                                    + " while Route 53's API does not answer, unless it follows a switch by a signal (dns.signal)"));
        }
    }

    private void step(Step step, Need need) {
        if (need.regions().size() != 1) {
            return;
        }
        String region = need.regions().getFirst();
        for (Site site : left(region)) {
            boolean leads = service.sites().stream().anyMatch(to -> !to.equals(site) && step.isFor(to.name()));
            if (leads) {
                findings.add(LintFinding.warn(
                        LintText.path(service.name(), "plans.failover"),
                        "\"" + step.name() + "\" needs the " + plane(need) + " in " + region
                                + ", the region that is left when " + site.name() + " is lost"));
            }
        }
        if (region.equals(Needs.route53Home(service)) && left(region).isEmpty()) {
            findings.add(LintFinding.warn(
                    LintText.path(service.name(), "plans.failover"),
                    "\"" + step.name() + "\" needs the " + plane(need) + " in " + region
                            + ", where none of this service's sites is"));
        }
    }

    private static String plane(Need need) {
        return (need.plane() == Plane.CONTROL ? "control plane" : "data plane") + " of " + need.api();
    }
}
