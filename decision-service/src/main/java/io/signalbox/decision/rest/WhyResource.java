package io.signalbox.decision.rest;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.access.Roles;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.access.PeerSecret;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.explain.Explaining;
import io.signalbox.decision.core.explain.Why;
import io.signalbox.decision.core.explain.WhyQuestion;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Explains the state of a service, including the counters. */
@Path("/api/v1/services")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WhyResource {

    @Inject
    Views views;

    @Inject
    EvidenceClient evidences;

    @Inject
    Supplier<Topology> topology;

    @GET
    @Path("{service}/why")
    @Operation(summary = "Why the state is what it is, why traffic has not moved, and what would change that")
    public Why why(@PathParam("service") String service) {
        ServiceStatus status = ServicesResource.known(views, service);
        ServiceName name = status.service();
        Topology now = topology.get();
        var found = evidences.anywhere(name);
        FleetView.Brake brake = views.fleet().brake();
        return Explaining.of(new WhyQuestion(
                status,
                now.service(name).orElseThrow(() -> gone(name)),
                now.governor(),
                brake == null || brake.offBy() != null ? null : brake.reason(),
                found.explanation(),
                found.note(),
                Instant.now()));
    }

    @GET
    @Path("{service}/evidence")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, PeerSecret.ROLE})
    @Operation(summary = "The counters of a service whose observations this very instance counts")
    public Explanation evidence(@PathParam("service") String service) {
        ServiceName name = ServicesResource.known(views, service).service();
        return evidences
                .here(name)
                .orElseThrow(() ->
                        ApiProblem.NOT_COUNTED_HERE.saying("another instance counts the observations of " + name));
    }

    private static RuntimeException gone(ServiceName service) {
        return ApiProblem.UNKNOWN_SERVICE.saying(service + " is not in the topology any more");
    }
}
