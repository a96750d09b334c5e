package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An error in the format of RFC 9457.
 *
 * @param type a stable code, kebab-case
 * @param detail what was found and what is allowed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetails(
        String type, String title, int status, @Nullable String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** RFC 9110, section 15.5.21; JAX-RS has no constant for it. */
    static final Response.StatusType UNPROCESSABLE = new Response.StatusType() {
        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    };

    static WebApplicationException of(Response.StatusType status, String type, String detail) {
        var problem = new ProblemDetails(type, status.getReasonPhrase(), status.getStatusCode(), detail);
        return new WebApplicationException(
                detail, Response.status(status).type(MEDIA_TYPE).entity(problem).build());
    }
}
