package io.signalbox.decision.rest;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.access.Roles;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.report.MoveMarkdown;
import io.signalbox.decision.core.report.MoveReport;
import io.signalbox.decision.core.report.MoveReports;
import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.JournalView;
import io.signalbox.decision.view.Views;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Reports on moves, made from the entries of the journal that this instance keeps. */
@Path("/api/v1/services/{service}/moves")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER})
@Produces(MediaType.APPLICATION_JSON)
public class MovesResource {

    private static final String MARKDOWN = "text/markdown";
    private static final String LAST = "last";

    @Inject
    Views views;

    @Inject
    Supplier<Topology> topology;

    /** @param objectives of the present topology, which every move is measured against */
    public record Moves(List<MoveReport.Summary> moves, Objectives objectives) {}

    @GET
    @Operation(summary = "The moves of a service in the kept journal, newest first, and its objectives")
    public Moves all(@PathParam("service") String service) {
        ServiceName name = ServicesResource.known(views, service).service();
        return new Moves(reports(name).all(), objectives(name));
    }

    @GET
    @Path("{plan}")
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN})
    @Operation(
            summary =
                    "One move by the id of its plan, or the last one: times, objectives, evidence, waits, steps, timeline")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MoveReport.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response one(
            @PathParam("service") String service, @PathParam("plan") String plan, @Context HttpHeaders headers) {
        MoveReports reports = reports(ServicesResource.known(views, service).service());
        MoveReport report = (plan.equals(LAST) ? reports.last() : reports.of(plan))
                .orElseThrow(() -> ApiProblem.UNKNOWN_MOVE.at("plan", "last, or one of /moves", plan));
        return prefersMarkdown(headers)
                ? Response.ok(MoveMarkdown.of(report), MARKDOWN).build()
                : Response.ok(report, MediaType.APPLICATION_JSON).build();
    }

    private static boolean prefersMarkdown(HttpHeaders headers) {
        MediaType first = headers.getAcceptableMediaTypes().getFirst();
        return (first.getType() + "/" + first.getSubtype()).equals(MARKDOWN);
    }

    private MoveReports reports(ServiceName name) {
        var everything = new JournalView.Query(name, Set.of(), null, Long.MAX_VALUE, Integer.MAX_VALUE);
        List<JournalEntry> entries = views.journal().page(everything).reversed().stream()
                .map(JournalView.Kept::entry)
                .toList();
        return new MoveReports(name, entries, objectives(name));
    }

    private Objectives objectives(ServiceName name) {
        return topology.get()
                .service(name)
                .map((Service described) -> described.reporting().objectives())
                .orElse(Objectives.NONE);
    }
}
