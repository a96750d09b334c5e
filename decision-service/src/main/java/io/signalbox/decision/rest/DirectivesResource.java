package io.signalbox.decision.rest;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Names;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteName;
import io.signalbox.decision.view.Views;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask for one service. Each answer is 200 with the service's state once the directive is in effect, 202 when that was
 * not seen in time, 409 when it was refused.
 */
@Path("/api/v1/services")
@RolesAllowed(Roles.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DirectivesResource {

    @Inject
    Views views;

    @Inject
    Dispatch dispatch;

    @POST
    @Path("{service}/override")
    @Operation(summary = "Send the traffic to a site, and keep it there until released or over")
    public Response override(
            @PathParam("service") String service,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            Orders.Override order) {
        String target = order.target();
        if (target == null || !Names.valid(target)) {
            throw Problem.of(
                    Response.Status.BAD_REQUEST, "target", "target: expected a site's name, got \"" + target + "\"");
        }
        return answer(
                service,
                order.why(),
                version,
                new Directive.Override(new SiteName(target), order.end(), order.force(), order.passFreeze()));
    }

    @POST
    @Path("{service}/release")
    @Operation(summary = "End an override")
    public Response release(
            @PathParam("service") String service,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            Orders.Plain order) {
        return answer(service, order.why(), version, new Directive.Release());
    }

    @POST
    @Path("{service}/freeze")
    @Operation(summary = "Begin no automatic move of this service")
    public Response freeze(
            @PathParam("service") String service,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            Orders.Freeze order) {
        return answer(service, order.why(), version, new Directive.Freeze(order.end()));
    }

    @POST
    @Path("{service}/thaw")
    @Operation(summary = "End a freeze of this service")
    public Response thaw(
            @PathParam("service") String service,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            Orders.Plain order) {
        return answer(service, order.why(), version, new Directive.Thaw());
    }

    @POST
    @Path("{service}/acknowledge")
    @Operation(summary = "A stuck move has been looked at: go on from what is true now")
    public Response acknowledge(
            @PathParam("service") String service,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            Orders.Plain order) {
        return answer(service, order.why(), version, new Directive.Acknowledge());
    }

    private Response answer(String service, @Nullable String why, @Nullable String version, Directive.Order order) {
        ServiceName name = ServicesResource.known(views, service).service();
        Optional<JournalEntry> effect = dispatch.send(name, why, number(version), order);
        effect.ifPresent(DirectivesResource::throwIfRefused);
        ServiceStatus status = ServicesResource.known(views, service);
        return Response.status(effect.isPresent() ? Response.Status.OK : Response.Status.ACCEPTED)
                .tag(String.valueOf(status.version()))
                .entity(status)
                .build();
    }

    private static void throwIfRefused(JournalEntry entry) {
        if (entry.kind().equals("directive-refused")) {
            throw Problem.of(
                    Response.Status.CONFLICT,
                    entry.reason().code(),
                    entry.reason().text());
        }
    }

    private static @Nullable Long number(@Nullable String version) {
        if (version == null) {
            return null;
        }
        try {
            return Long.valueOf(version.replace("\"", ""));
        } catch (NumberFormatException e) {
            throw Problem.of(
                    Response.Status.BAD_REQUEST, "if-match", "If-Match: expected a version as in ETag, got " + version);
        }
    }
}
