package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Names;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.decision.view.Views;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What is watched, how it stands, and why. */
@Path("/api/v1/services")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class ServicesResource {

    private static final int MOST = 500;

    @Inject
    Views views;

    /** @param next the {@code before} of the next page; absent on the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JournalPage(
            List<JournalEntry> entries, @Nullable Long next) {}

    @GET
    @Operation(summary = "All services with their verdicts, votes and the reason for the state they are in")
    public List<ServiceStatus> all() {
        return views.states();
    }

    @GET
    @Path("{service}")
    @Operation(summary = "One service; its ETag is the version that a directive may be made for")
    public Response one(@PathParam("service") String service) {
        ServiceStatus status = known(views, service);
        return Response.ok(status).tag(String.valueOf(status.version())).build();
    }

    @GET
    @Path("{service}/journal")
    @Operation(summary = "What happened to a service, and what was considered and not done; newest first")
    public JournalPage journal(
            @PathParam("service") String service,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.of(Response.Status.BAD_REQUEST, "limit", "limit: expected 1 to " + MOST + ", got " + limit);
        }
        ServiceName name = known(views, service).service();
        List<JournalEntry> entries = views.journal().newest(name, before == null ? Long.MAX_VALUE : before, limit);
        Long next = entries.size() < limit ? null : entries.getLast().version();
        return new JournalPage(entries, next);
    }

    static ServiceStatus known(Views views, String service) {
        if (Names.valid(service)) {
            var status = views.state(new ServiceName(service));
            if (status.isPresent()) {
                return status.get();
            }
        }
        var names = views.states().stream().map(ServiceStatus::service).toList();
        throw Problem.of(
                Response.Status.NOT_FOUND, "unknown-service", "no service \"" + service + "\"; known are " + names);
    }
}
