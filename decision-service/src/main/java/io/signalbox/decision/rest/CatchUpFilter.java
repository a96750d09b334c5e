package io.signalbox.decision.rest;

import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.Views;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.stream.Collectors;

/** Refuses requests until the views have caught up: before that, their states are old and recent orders are unknown. */
@Provider
public class CatchUpFilter implements ContainerRequestFilter {

    private static final String VIEWS = "/api/";

    @Inject
    Views views;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().getPath().startsWith(VIEWS) && !views.isCaughtUp()) {
            request.abortWith(starting(views.progress()).getResponse());
        }
    }

    private static WebApplicationException starting(Map<String, String> progress) {
        String read = progress.isEmpty()
                ? "their length is not known yet"
                : progress.entrySet().stream()
                        .map(topic -> topic.getKey() + " " + topic.getValue())
                        .collect(Collectors.joining(", "));
        return ApiProblem.STARTING.saying(
                "this instance has begun and reads what there was before: " + read + "; ask again, or ask another");
    }
}
