package io.signalbox.decision.simulation;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Mode;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where traffic must come to rest, by the policies alone.
 *
 * @param attended whether an approver lets moves begin
 */
record Expectations(boolean attended) {

    /** True if a service's traffic is moved when it should be. */
    boolean moves(Service service) {
        return switch (service.policy().mode()) {
            case AUTO -> true;
            case APPROVE -> attended;
            case ADVISE, OFF -> false;
        };
    }

    /** While every site works. */
    boolean isHome(Service service, SiteName active) {
        if (!moves(service)) {
            return true;
        }
        return returns(service)
                ? active.equals(service.preferred().name())
                : !service.site(active).orElseThrow().lastResort();
    }

    /**
     * While nothing but the broken one fails. Where traffic does not come back by itself it may have gone to a later site, since
     * the next one was not fit at that moment.
     */
    boolean isNext(Service service, SiteName active, Map<ServiceName, SiteName> broken) {
        List<SiteName> others = service.sites().stream()
                .map(Site::name)
                .filter(site -> !site.equals(broken.get(service.name())))
                .toList();
        return !moves(service)
                || active.equals(others.getFirst())
                || !returns(service)
                        && others.contains(active)
                        && !service.site(active).orElseThrow().lastResort();
    }

    /** What is wrong with how traffic is divided once all has come to rest; empty when nothing is. */
    String divided(Service service, ServiceState state, Fence fence) {
        SiteName active = fence.active();
        Integer percent = service.dns().preWarm();
        if (state.verdict(active) == Verdict.DOWN) {
            return "";
        }
        if (percent == null) {
            return fence.split() == null ? "" : service.name() + " still has its traffic divided";
        }
        boolean decides =
                service.policy().mode() == Mode.AUTO || service.policy().mode() == Mode.APPROVE;
        if (!decides || service.site(active).orElseThrow().lastResort()) {
            return "";
        }
        Split wanted = service.sites().stream()
                .filter(site -> !site.lastResort() && !site.name().equals(active))
                .filter(site -> state.verdict(site.name()) == Verdict.UP && Fitness.ready(service, state, site.name()))
                .findFirst()
                .map(site -> new Split(site.name(), percent))
                .orElse(null);
        return Objects.equals(fence.split(), wanted) ? "" : service.name() + " should keep " + wanted + " warm";
    }

    private boolean returns(Service service) {
        Failback.Mode failback = service.policy().failback().mode();
        return failback == Failback.Mode.AUTO || failback == Failback.Mode.MANUAL && attended;
    }

    /** True if a service may stay like this: at rest, or waiting for a word that will not come. */
    boolean rests(Service service, Phase phase) {
        return switch (phase) {
            case Phase.Steady _ -> true;
            case Phase.Unadopted _ -> !moves(service) && service.policy().mode() != Mode.APPROVE;
            case Phase.AwaitingLeave waiting ->
                service.policy().mode() == Mode.ADVISE || !attended && waiting.approvable() && waitsForAWord(service);
            case Phase.Moving _, Phase.Stuck _ -> false;
        };
    }

    private static boolean waitsForAWord(Service service) {
        return service.policy().mode() == Mode.APPROVE
                || service.policy().failback().mode() == Failback.Mode.MANUAL;
    }
}
