package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.Probe;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The sites that a plan makes ready before a gate. They are not ready until all steps before the gate have been
 * requested. After that their probes must pass as often as configured.
 */
final class StandbyReadiness {

    private final Map<SiteName, Integer> missing = new HashMap<>();

    StandbyReadiness(Service service) {
        for (Site site : service.sites()) {
            int steps = stepsBeforeTheGate(service.plans(), site.name());
            boolean cold = !site.equals(service.preferred())
                    && !site.probes(Probe.Role.READINESS).isEmpty()
                    && service.dns().preWarm() == null
                    && steps > 0;
            if (cold) {
                missing.put(site.name(), steps);
            }
        }
    }

    Set<SiteName> cold() {
        return Set.copyOf(missing.keySet());
    }

    /** A plan has acted for its target. @return whether the target is ready by that */
    boolean acted(SiteName target) {
        return missing.computeIfPresent(target, (_, steps) -> steps - 1) instanceof Integer left && left == 0;
    }

    /** The number of steps that act before the failover plan's gate; 0 without a gate. */
    private static int stepsBeforeTheGate(Plans plans, SiteName target) {
        int acting = 0;
        for (Plans.Stage stage : plans.of(Plans.Name.FAILOVER)) {
            for (Step step : stage.steps()) {
                if (!step.isFor(target)) {
                    continue;
                }
                if (step.work() instanceof Work.WaitHealthy) {
                    return acting;
                }
                acting += step.work() instanceof Work.Act ? 1 : 0;
            }
        }
        return 0;
    }
}
