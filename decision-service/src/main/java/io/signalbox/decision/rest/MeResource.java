package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.signalbox.decision.access.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.SortedSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The identity of the caller as the service sees it, also without any role. */
@Path("/api/v1/me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    /**
     * @param name as the journal shows it
     * @param person as it is compared where two people are asked for
     * @param authentication {@code token-file} or {@code web-token}
     * @param issuer of a web token
     * @param subject of a web token
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Me(
            String name,
            String person,
            SortedSet<String> roles,
            String authentication,
            @Nullable String issuer,
            @Nullable String subject) {}

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "Who the caller is: name, person, roles and the kind of token")
    public Me me() {
        JsonWebToken token = caller.webToken().orElse(null);
        return new Me(
                caller.name(),
                caller.person(),
                caller.roles(),
                token == null ? "token-file" : "web-token",
                token == null ? null : token.getIssuer(),
                token == null ? null : token.getSubject());
    }
}
