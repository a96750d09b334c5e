package io.signalbox.decision.rest;

import io.signalbox.contract.DirectiveLimits;
import io.signalbox.contract.access.Roles;
import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.FleetView;
import io.signalbox.decision.view.Views;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The journal of all services, past and live. */
@Path("/api/v1")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER})
public class HistoryResource {

    static final String DIRECTIVES = "/api/v1/directives";

    private static final Pattern ID = Pattern.compile("[!-~]{1," + DirectiveLimits.LONGEST_ID + "}");

    @Inject
    Views views;

    @Inject
    EventStream events;

    @GET
    @Path("fleet")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What holds for all services together: a freeze, the brake; its ETag is the version that an order"
                    + " for all services may be made for")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = FleetView.class)))
    public Response fleet() {
        FleetView fleet = views.fleet();
        return Response.ok(fleet).tag(tag(fleet)).build();
    }

    static EntityTag tag(FleetView fleet) {
        return new EntityTag(String.valueOf(fleet.version()));
    }

    @GET
    @Path("journal")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Moves and decisions against a move; newest first")
    public JournalQuery.Page journal(@BeanParam JournalQuery query) {
        return query.of(views.journal(), null);
    }

    @GET
    @Path("directives/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What became of an order: the Location of each answer 202")
    public DirectiveStatus directive(@PathParam("id") String id) {
        if (!ID.matcher(id).matches()) {
            throw ApiProblem.INVALID_VALUE.at(
                    "id", "1 to " + DirectiveLimits.LONGEST_ID + " printable characters without spaces", id);
        }
        return DirectiveStatus.of(id, views.journal().effectOf(id).orElse(null));
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Every state, then every change as it happens: events state and journal")
    public Multi<OutboundSseEvent> events(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId, @Context Sse sse) {
        return events.follow(null, lastEventId, sse);
    }
}
