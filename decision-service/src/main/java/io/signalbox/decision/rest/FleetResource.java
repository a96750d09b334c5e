package io.signalbox.decision.rest;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.decision.view.Views;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What operators ask for all services at once; answered like what is asked for one. */
@Path("/api/v1")
@RolesAllowed(Roles.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FleetResource {

    @Inject
    Views views;

    @Inject
    Dispatch dispatch;

    @POST
    @Path("freeze")
    @Operation(summary = "Begin no automatic move of any service")
    public Response freeze(Orders.Freeze order) {
        return answer(order.why(), new Directive.Freeze(order.end()));
    }

    @POST
    @Path("thaw")
    @Operation(summary = "End the freeze of all services")
    public Response thaw(Orders.Plain order) {
        return answer(order.why(), new Directive.Thaw());
    }

    private Response answer(@Nullable String why, Directive.Order order) {
        Optional<JournalEntry> effect = dispatch.send(null, why, null, order);
        return Response.status(effect.isPresent() ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(views.states())
                .build();
    }
}
