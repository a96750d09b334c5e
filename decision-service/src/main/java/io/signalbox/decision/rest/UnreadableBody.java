package io.signalbox.decision.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with problem details when a request body is not JSON or does not have the expected fields. */
public final class UnreadableBody {

    @ServerExceptionMapper(MismatchedInputException.class)
    public Response mismatched(MismatchedInputException e) {
        String field = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .collect(Collectors.joining("."));
        return answer(field + ": " + e.getOriginalMessage());
    }

    @ServerExceptionMapper(JacksonException.class)
    public Response unreadable(JacksonException e) {
        return answer(e.getOriginalMessage());
    }

    private static Response answer(String detail) {
        return ProblemDetails.of(Response.Status.BAD_REQUEST, "unreadable-body", detail)
                .getResponse();
    }
}
