package io.signalbox.decision.rest;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers 403 with problem details to a caller without the required role. */
public class Forbidden {

    @Inject
    SecurityIdentity caller;

    @ServerExceptionMapper(value = ForbiddenException.class, priority = 1)
    public Response forbidden(ForbiddenException e) {
        String detail = caller.getPrincipal().getName() + " may not do this, having the roles "
                + new TreeSet<>(caller.getRoles());
        return ProblemDetails.of(Response.Status.FORBIDDEN, "forbidden", detail).getResponse();
    }
}
