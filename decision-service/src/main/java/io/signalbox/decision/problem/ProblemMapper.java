package io.signalbox.decision.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers every error of a request with problem details. */
public class ProblemMapper {

    @Inject
    SecurityIdentity caller;

    /** Errors of our own have their details already. Those of JAX-RS have none, and may have a JSON error as their cause. */
    @ServerExceptionMapper(WebApplicationException.class)
    public Response answer(WebApplicationException e) {
        if (e.getResponse().hasEntity() || e.getResponse().getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
            return e.getResponse();
        }
        JacksonException unreadable = unreadable(e);
        if (unreadable != null) {
            return details(unreadable).response();
        }
        ApiProblem problem = ApiProblem.of(e.getResponse().getStatus());
        var details = ApiProblemDetails.of(e.getResponse().getStatus(), problem.title());
        return Response.fromResponse(e.getResponse())
                .type(ApiProblemDetails.MEDIA_TYPE)
                .entity(details)
                .build();
    }

    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    public Response answer(JacksonException e) {
        return details(e).response();
    }

    private static @Nullable JacksonException unreadable(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException unreadable) {
                return unreadable;
            }
        }
        return null;
    }

    private static ApiProblemDetails details(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                at(unknown.getPropertyName(), "one of " + names(unknown.getKnownPropertyIds()), "an unknown field");
            case InvalidFormatException invalid ->
                at(
                        path(invalid),
                        "a value of the type " + invalid.getTargetType().getSimpleName(),
                        String.valueOf(invalid.getValue()));
            case JsonMappingException mismatched
            when !mismatched.getPath().isEmpty() ->
                at(path(mismatched), "the type of this field", mismatched.getOriginalMessage());
            default -> at(position(e.getLocation()), "a JSON object", e.getOriginalMessage());
        };
    }

    private static ApiProblemDetails at(String where, String allowed, String found) {
        return ApiProblemDetails.at(ApiProblem.UNREADABLE_BODY, where, allowed, found);
    }

    private static List<String> names(@Nullable Collection<Object> known) {
        return Objects.requireNonNullElse(known, List.of()).stream()
                .map(String::valueOf)
                .sorted()
                .toList();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String position(@Nullable JsonLocation location) {
        return location == null
                ? "the body"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr() + " of the body";
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = 1)
    public Response forbidden(ForbiddenException e) {
        return Forbidden.details(caller).response();
    }

    /** The client has gone, its body was cut off, or its bytes are no characters. */
    @ServerExceptionMapper(IOException.class)
    public Response unread(IOException e) {
        JacksonException unreadable = unreadable(e);
        if (unreadable != null) {
            return details(unreadable).response();
        }
        if (e instanceof CharConversionException) {
            return at("the body", "a JSON object", String.valueOf(e.getMessage()))
                    .response();
        }
        return ApiProblemDetails.of(ApiProblem.MALFORMED_REQUEST, "the body could not be read to its end")
                .response();
    }

    /** The error itself is in the log only. */
    @ServerExceptionMapper(Throwable.class)
    public Response failed(Throwable e) {
        return InternalErrors.logged(e).response();
    }
}
