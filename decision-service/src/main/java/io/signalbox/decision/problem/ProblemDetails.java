package io.signalbox.decision.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.codec.Codec;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error in the format of RFC 9457.
 *
 * @param type a URI of this service, see {@link Problem}
 * @param detail what was found and what is allowed
 * @param instance of an internal error: the log has the error under it
 * @param where the field, parameter or header that is wrong
 * @param found the beginning of its value
 * @param allowed the values that it may have
 * @param code of a refused order: its reason code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetails(
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

    private static final Codec<ProblemDetails> CODEC = Codec.of(ProblemDetails.class);
    private static final int SHOWN = 64;

    static ProblemDetails of(Problem problem, String detail) {
        return new ProblemDetails(
                problem.type(), problem.title(), problem.status(), detail, null, null, null, null, null);
    }

    /** For a status that has no problem of its own, the nearest one with this status. */
    static ProblemDetails of(int status, String detail) {
        Problem problem = Problem.of(status);
        return new ProblemDetails(problem.type(), problem.title(), status, detail, null, null, null, null, null);
    }

    static ProblemDetails at(Problem problem, String where, String allowed, @Nullable String found) {
        String shown = found == null ? null : shown(found);
        String place = shown(where);
        String detail = place + ": expected " + allowed + ", got " + (shown == null ? "nothing" : "\"" + shown + "\"");
        return new ProblemDetails(
                problem.type(), problem.title(), problem.status(), detail, null, place, shown, allowed, null);
    }

    ProblemDetails withCode(String reason) {
        return new ProblemDetails(type, title, status, detail, instance, where, found, allowed, reason);
    }

    ProblemDetails withInstance(String uri) {
        return new ProblemDetails(type, title, status, detail, uri, where, found, allowed, code);
    }

    /** The beginning of a text of a caller. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }

    /** Seconds; empty when repeating the request does not help. */
    Optional<Integer> retryAfter() {
        return Problem.labelled(type.substring(type.lastIndexOf('/') + 1)).flatMap(Problem::retryAfter);
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
