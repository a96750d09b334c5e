package io.signalbox.decision.rest;

import io.signalbox.contract.Directive;
import io.signalbox.contract.access.Roles;
import io.signalbox.decision.view.FleetView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The orders for all services at once. {@link RestAnswers} describes the answers. */
@Path("/api/v1")
@RolesAllowed(Roles.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@APIResponse(
        responseCode = "200",
        description = "The order is in effect",
        content = @Content(schema = @Schema(implementation = FleetView.class)))
@APIResponse(
        responseCode = "202",
        description = "The order is stored; its effect was not seen yet, or waits for the provider or another person",
        headers = {
            @Header(name = "Location", description = "what becomes of the order"),
            @Header(name = "Directive-Id", description = "the id of the order")
        },
        content = @Content(schema = @Schema(implementation = FleetView.class)))
public class FleetResource {

    @Inject
    RestAnswers answers;

    @POST
    @Path("freeze")
    @Operation(summary = "Begin no automatic move of any service in this cell, as onlyIn of each freeze says")
    public Response freeze(@BeanParam OrderHeaders headers, Orders.Freeze order) {
        return answers.all(headers, order);
    }

    @POST
    @Path("thaw")
    @Operation(summary = "End the freeze of all services")
    public Response thaw(@BeanParam OrderHeaders headers, Orders.Plain order) {
        return answers.all(headers, order, new Directive.Thaw());
    }

    @POST
    @Path("acknowledge")
    @Operation(summary = "Acknowledge every stuck service: automation continues from the present state")
    public Response acknowledge(@BeanParam OrderHeaders headers, Orders.Plain order) {
        return answers.all(headers, order, new Directive.Acknowledge());
    }

    @POST
    @Path("approve")
    @RolesAllowed(Roles.APPROVER)
    @Operation(summary = "Let automatic moves begin though the brake is on")
    public Response approve(@BeanParam OrderHeaders headers, Orders.Approve order) {
        return answers.all(headers, order);
    }

    @POST
    @Path("reject")
    @RolesAllowed(Roles.APPROVER)
    @Operation(summary = "Hold automatic moves again for as long as the brake is on")
    public Response reject(@BeanParam OrderHeaders headers, Orders.Plain order) {
        return answers.all(headers, order, new Directive.Reject());
    }
}
