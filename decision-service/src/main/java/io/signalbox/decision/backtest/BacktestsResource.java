package io.signalbox.decision.backtest;

import io.signalbox.contract.access.Roles;
import io.signalbox.decision.problem.ApiProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Backtests. Each exists only on the instance that accepted it. Every role may read; operators start and cancel. */
@Path("/api/v1/backtests")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BacktestsResource {

    @Inject
    Backtests backtests;

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Compares the policy in force with another one on the observations of a time range",
            description =
                    "The traffic of each service begins at its preferred site. The request is answered at once; the Location"
                            + " has the progress, and the report when it is done.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; it runs when the earlier backtests are done",
            headers = @Header(name = "Location", description = "where its progress and its report are"),
            content = @Content(schema = @Schema(implementation = Job.class)))
    public Response submit(@Nullable BacktestRequest asked, @Context SecurityContext caller, @Context UriInfo uri) {
        if (asked == null) {
            throw ApiProblem.INVALID_VALUE.at("the body", "a JSON object with at least from", null);
        }
        Job job = backtests
                .submit(asked, caller.getUserPrincipal().getName())
                .orElseThrow(() -> ApiProblem.TOO_MANY_BACKTESTS.saying(
                        Backtests.KEPT + " backtests wait already; cancel one, or ask again later"));
        return Response.accepted(job)
                .location(uri.getAbsolutePathBuilder().path(job.id()).build())
                .build();
    }

    @GET
    @Operation(summary = "The last backtests of this instance, newest first, without their reports")
    public List<Job> all() {
        return backtests.all();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far a backtest is, and in the end what it has found")
    public Job one(@PathParam("id") String id) {
        return backtests.one(id).orElseThrow(() -> unknown(id));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Ends a backtest, and forgets it")
    @APIResponse(responseCode = "204", description = "It is forgotten")
    public void cancel(@PathParam("id") String id) {
        if (!backtests.cancel(id)) {
            throw unknown(id);
        }
    }

    private static WebApplicationException unknown(String id) {
        return ApiProblem.UNKNOWN_BACKTEST.at("id", "one of GET /api/v1/backtests", id);
    }
}
