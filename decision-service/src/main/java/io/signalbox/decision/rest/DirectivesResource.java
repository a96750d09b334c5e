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

/** The orders of operators for one service. {@link RestAnswers} describes the answers. */
@Path("/api/v1/services")
@RolesAllowed(Roles.OPERATOR)
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
public class DirectivesResource {

    @PathParam("service")
    String service = "";

    @Inject
    RestAnswers answers;

    @POST
    @Path("{service}/override")
    @Operation(summary = "Send the traffic to a site, and keep it there until released or over")
    public Response override(@BeanParam OrderHeaders headers, Orders.Override order) {
        return answers.one(service, headers, order);
    }

    @POST
    @Path("{service}/release")
    @Operation(summary = "End an override")
    public Response release(@BeanParam OrderHeaders headers, Orders.Plain order) {
        return answers.one(service, headers, order, new Directive.Release());
    }

    @POST
    @Path("{service}/freeze")
    @Operation(summary = "Begin no automatic move of this service")
    public Response freeze(@BeanParam OrderHeaders headers, Orders.Freeze order) {
        return answers.one(service, headers, order);
    }

    @POST
    @Path("{service}/thaw")
    @Operation(summary = "End a freeze of this service")
    public Response thaw(@BeanParam OrderHeaders headers, Orders.Plain order) {
        return answers.one(service, headers, order, new Directive.Thaw());
    }

    @POST
    @Path("{service}/acknowledge")
    @Operation(summary = "Acknowledge a problem that needed a person: automation continues from the present state")
    public Response acknowledge(@BeanParam OrderHeaders headers, Orders.Acknowledge order) {
        return answers.one(service, headers, order);
    }

    @POST
    @Path("{service}/reseeded")
    @Operation(summary = "A site whose data was stale has been seeded again: end its mark, so that it may get traffic")
    public Response reseeded(@BeanParam OrderHeaders headers, Orders.Reseeded order) {
        return answers.one(service, headers, order);
    }

    @POST
    @Path("{service}/re-adopt")
    @Operation(summary = "Replace a fence that was lost, rolled back or overwritten: no traffic moves")
    public Response reAdopt(@BeanParam OrderHeaders headers, Orders.ReAdopt order) {
        return answers.one(service, headers, order);
    }

    @POST
    @Path("{service}/cancel")
    @Operation(summary = "End the plan under way and put back what it did")
    public Response cancel(@BeanParam OrderHeaders headers, Orders.Plain order) {
        return answers.one(service, headers, order, new Directive.Cancel());
    }

    @POST
    @Path("{service}/drill/start")
    @Operation(summary = "Start a drill: traffic moves to another site and returns")
    public Response startDrill(@BeanParam OrderHeaders headers, Orders.StartDrill order) {
        return answers.one(service, headers, order);
    }

    @POST
    @Path("{service}/drill/stop")
    @Operation(summary = "End the drill under way: traffic returns")
    public Response stopDrill(@BeanParam OrderHeaders headers, Orders.Plain order) {
        return answers.one(service, headers, order, new Directive.StopDrill());
    }

    @POST
    @Path("{service}/quarantine/lift")
    @Operation(summary = "Decide again on a service whose own decision failed, or whose stored state could not be read")
    public Response liftQuarantine(@BeanParam OrderHeaders headers, Orders.LiftQuarantine order) {
        return answers.one(service, headers, order);
    }
}
