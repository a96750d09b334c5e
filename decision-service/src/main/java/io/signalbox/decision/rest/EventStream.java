package io.signalbox.decision.rest;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.view.Event;
import io.signalbox.decision.view.Position;
import io.signalbox.decision.view.Views;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Changes as server-sent events: {@code state} and {@code journal} with ids to resume from, comments as keep-alive, and
 * {@code notice} when events are missing.
 */
@ApplicationScoped
class EventStream {

    private final Views views;

    @Inject
    EventStream(Views views) {
        this.views = views;
    }

    /**
     * @param service null for every service
     * @param lastEventId null for a new client
     */
    Multi<OutboundSseEvent> follow(@Nullable ServiceName service, @Nullable String lastEventId, Sse sse) {
        return views.follow(service, position(lastEventId))
                .orElseThrow(() -> ProblemDetails.of(
                        Response.Status.SERVICE_UNAVAILABLE,
                        "too-many-readers",
                        "as many follow the events as signalbox.view.readers allows"))
                .map(event -> outbound(event, sse));
    }

    private static @Nullable Position position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        return Position.parse(lastEventId)
                .orElseThrow(() -> ProblemDetails.of(
                        Response.Status.BAD_REQUEST,
                        "last-event-id",
                        "Last-Event-ID: expected the id of an event, got \"" + lastEventId + "\""));
    }

    /** A notice has no id: the client resumes from the event before it. */
    private static OutboundSseEvent outbound(Event event, Sse sse) {
        var builder = sse.newEventBuilder();
        return switch (event.type()) {
            case HEARTBEAT -> builder.comment("nothing new").build();
            case NOTICE ->
                builder.name("notice").data(String.class, event.data()).build();
            case STATE, JOURNAL ->
                builder.name(event.type().name().toLowerCase(Locale.ROOT))
                        .id(event.at().toString())
                        .data(String.class, event.data())
                        .build();
        };
    }
}
