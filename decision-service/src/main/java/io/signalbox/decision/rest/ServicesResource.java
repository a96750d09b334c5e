package io.signalbox.decision.rest;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.access.Roles;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.problem.ApiProblem;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.zip.CRC32;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The services, their states and their journals. */
@Path("/api/v1/services")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER})
@Produces(MediaType.APPLICATION_JSON)
public class ServicesResource {

    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);

    private static final int MOST_NAMED = 20;

    @Inject
    Views views;

    @Inject
    EventStream events;

    @GET
    @Operation(summary = "Services by name, with their verdicts, votes and the reason for the state they are in")
    public ServicesQuery.Page all(@BeanParam ServicesQuery query) {
        return query.of(views);
    }

    @GET
    @Path("{service}")
    @Operation(summary = "One service; its ETag is the version that a directive may be made for")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ServiceStatus.class)))
    @APIResponse(responseCode = "304", description = "The state has the ETag of If-None-Match")
    public Response one(@PathParam("service") String service, @Context Request request) {
        ServiceStatus status = known(views, service);
        EntityTag tag = tag(status);
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged == null ? Response.ok(status).tag(tag).build() : unchanged.build();
    }

    @GET
    @Path("{service}/journal")
    @Operation(summary = "Moves of a service and decisions against a move; newest first")
    public JournalQuery.Page journal(@PathParam("service") String service, @BeanParam JournalQuery query) {
        return query.of(views.journal(), known(views, service).service());
    }

    @GET
    @Path("{service}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The state, then every change as it happens: events state and journal")
    public Multi<OutboundSseEvent> events(
            @PathParam("service") String service,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context Sse sse) {
        return events.follow(known(views, service).service(), lastEventId, sse);
    }

    /**
     * The version, which is compared with an order's If-Match, and a suffix that distinguishes states of one version: changes
     * for all services appear in each state without a new version.
     */
    static EntityTag tag(ServiceStatus status) {
        var content = new CRC32();
        content.update(STATES.write(status));
        return new EntityTag(status.version() + "-" + Long.toHexString(content.getValue()));
    }

    static ServiceStatus known(Views views, String service) {
        if (Names.valid(service)) {
            var status = views.state(new ServiceName(service));
            if (status.isPresent()) {
                return status.get();
            }
        }
        throw ApiProblem.UNKNOWN_SERVICE.at("service", "one of " + known(views), service);
    }

    private static String known(Views views) {
        List<ServiceName> names =
                views.states().map(ServiceStatus::service).limit(MOST_NAMED + 1).toList();
        return names.size() <= MOST_NAMED
                ? names.toString()
                : names.subList(0, MOST_NAMED) + " and more, see /api/v1/services";
    }
}
