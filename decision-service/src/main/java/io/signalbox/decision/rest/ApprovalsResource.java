package io.signalbox.decision.rest;

import io.signalbox.contract.Directive;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.access.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Decisions of an approver on one service: on a move, a step or another person's override. */
@Path("/api/v1/services")
@RolesAllowed(Roles.APPROVER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@APIResponse(
        responseCode = "200",
        description = "The order is in effect",
        content = @Content(schema = @Schema(implementation = ServiceStatus.class)))
@APIResponse(
        responseCode = "202",
        description = "The order is stored; its effect was not seen yet, or waits for the provider or another person",
        headers = {
            @Header(name = "Location", description = "what becomes of the order"),
            @Header(name = "Directive-Id", description = "the id of the order")
        },
        content = @Content(schema = @Schema(implementation = ServiceStatus.class)))
public class ApprovalsResource {

    @PathParam("service")
    String service = "";

    @Inject
    RestAnswers answers;

    @POST
    @Path("{service}/approve")
    @Operation(summary = "What waits for an approver may go on")
    public Response approve(@BeanParam OrderHeaders headers, Orders.Approve order) {
        return answers.one(service, headers, order);
    }

    @POST
    @Path("{service}/reject")
    @Operation(summary = "Reject the proposal that waits for an approver")
    public Response reject(@BeanParam OrderHeaders headers, Orders.Plain order) {
        return answers.one(service, headers, order, new Directive.Reject());
    }

    @POST
    @Path("{service}/end-hold")
    @Operation(
            summary = "Take out of the fence what another cell has ordered, such as the freeze of a cell that is lost")
    public Response endHold(@BeanParam OrderHeaders headers, Orders.EndHold order) {
        return answers.one(service, headers, order);
    }
}
