package io.signalbox.decision.rest;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.access.Roles;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.loss.LossQuestion;
import io.signalbox.decision.core.loss.RegionForecast;
import io.signalbox.decision.core.loss.RegionLoss;
import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.FleetView;
import io.signalbox.decision.view.Views;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The regions, and what the loss of one would lead to. */
@Path("/api/v1/regions")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RegionsResource {

    private static final int MOST_COUNTED = 100;

    @Inject
    Views views;

    @Inject
    EvidenceClient evidences;

    @Inject
    DecisionConfig config;

    @Inject
    Supplier<Topology> topology;

    /** One answer at a time: it takes a processor for as long as it takes. */
    private final Lock turn = new ReentrantLock();

    /**
     * @param services that have a site there
     * @param traffic services whose traffic is there now
     * @param vantage whether a vantage has this name
     * @param cell whether a cell has this name
     */
    public record Region(String name, long services, long traffic, boolean vantage, boolean cell) {}

    public record Regions(List<Region> regions) {}

    @GET
    @Operation(summary = "The names of sites, vantages and cells, each with what would be lost with it")
    public Regions all() {
        Topology now = topology.get();
        List<ServiceStatus> states = views.states().toList();
        return new Regions(
                names(now).stream().map(name -> region(name, now, states)).toList());
    }

    private static Region region(String name, Topology topology, List<ServiceStatus> states) {
        return new Region(
                name,
                topology.services().stream()
                        .filter(service -> service.sites().stream().anyMatch(site -> isAt(site, name)))
                        .count(),
                states.stream()
                        .filter(state ->
                                state.active() != null && state.active().value().equals(name))
                        .count(),
                topology.vantages().stream().anyMatch(vantage -> vantage.value().equals(name)),
                topology.cells().stream().anyMatch(cell -> cell.name().value().equals(name)));
    }

    /** A last resort is a page somewhere, and not lost with a region. */
    private static boolean isAt(Site site, String region) {
        return !site.lastResort() && site.name().value().equals(region);
    }

    private static Set<String> names(Topology topology) {
        var names = new TreeSet<String>();
        topology.services().stream()
                .flatMap(service -> service.sites().stream())
                .filter(site -> !site.lastResort())
                .forEach(site -> names.add(site.name().value()));
        topology.vantages().forEach(vantage -> names.add(vantage.value()));
        topology.cells().forEach(cell -> names.add(cell.name().value()));
        return names;
    }

    @GET
    @Path("{region}/loss")
    @Operation(
            summary = "What would be done now if the sites, the vantage and the cell of this name were lost: where the"
                    + " traffic of each service would go, or why it would stay")
    public RegionLoss loss(@PathParam("region") String region) {
        Topology now = topology.get();
        Set<String> names = names(now);
        if (!names.contains(region)) {
            throw ApiProblem.UNKNOWN_REGION.at("region", "one of " + names, region);
        }
        FleetView.Brake brake = views.fleet().brake();
        List<ServiceStatus> states = views.states().toList();
        turn.lock();
        try {
            return RegionForecast.of(new LossQuestion(
                    now,
                    new CellName(config.cell()),
                    states,
                    live(region, states),
                    brake == null || brake.offBy() != null ? null : brake.reason(),
                    region,
                    Instant.now()));
        } finally {
            turn.unlock();
        }
    }

    /** The counters of services with their traffic there: of all at once, and not of more than one would wait for. */
    private Map<ServiceName, Explanation> live(String region, List<ServiceStatus> states) {
        List<ServiceName> names = states.stream()
                .filter(state ->
                        state.active() != null && state.active().value().equals(region))
                .map(ServiceStatus::service)
                .limit(MOST_COUNTED)
                .toList();
        Map<ServiceName, Explanation> found = new ConcurrentHashMap<>();
        try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
            names.forEach(name -> asking.execute(() -> {
                Explanation explanation = evidences.anywhere(name).explanation();
                if (explanation != null) {
                    found.put(name, explanation);
                }
            }));
        }
        return found;
    }
}
