package io.signalbox.decision.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.codec.Codec;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An error in the format of RFC 9457.
 *
 * @param type a URI of this service, see {@link ApiProblem}
 * @param detail what was found and what is allowed
 * @param instance of an internal error: the log has the error under it
 * @param where the field, parameter or header that is wrong
 * @param found the beginning of its value
 * @param allowed the values that it may have
 * @param code of a refused order: its reason code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ProblemDetails")
public record ApiProblemDetails(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable String where,
        @Nullable String found,
        @Nullable String allowed,
        @Nullable String code) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Codec<ApiProblemDetails> CODEC = Codec.of(ApiProblemDetails.class);
    private static final int SHOWN = 64;

    static ApiProblemDetails of(ApiProblem problem, String detail) {
        return new ApiProblemDetails(
                problem.type(), problem.title(), problem.status(), detail, null, null, null, null, null);
    }

    /** For a status that has no problem of its own, the nearest one with this status. */
    static ApiProblemDetails of(int status, String detail) {
        ApiProblem problem = ApiProblem.of(status);
        return new ApiProblemDetails(problem.type(), problem.title(), status, detail, null, null, null, null, null);
    }

    static ApiProblemDetails at(ApiProblem problem, String where, String allowed, @Nullable String found) {
        String shown = found == null ? null : shown(found);
        String place = shown(where);
        String detail = place + ": expected " + allowed + ", got " + (shown == null ? "nothing" : "\"" + shown + "\"");
        return new ApiProblemDetails(
                problem.type(), problem.title(), problem.status(), detail, null, place, shown, allowed, null);
    }

    ApiProblemDetails withCode(String reason) {
        return new ApiProblemDetails(type, title, status, detail, instance, where, found, allowed, reason);
    }

    ApiProblemDetails withInstance(String uri) {
        return new ApiProblemDetails(type, title, status, detail, uri, where, found, allowed, code);
    }

    /** The beginning of a text of a caller. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }

    /** Seconds; empty when repeating the request does not help. */
    Optional<Integer> retryAfter() {
        return ApiProblem.labelled(type.substring(type.lastIndexOf('/') + 1)).flatMap(ApiProblem::retryAfter);
    }

    byte[] json() {
        return CODEC.write(this);
    }

    Response response() {
        var answer = Response.status(status).type(MEDIA_TYPE).entity(this);
        retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.build();
    }

    WebApplicationException exception() {
        return new WebApplicationException(detail, response());
    }
}
