package io.signalbox.decision.rest;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.access.Caller;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.Event;
import io.signalbox.decision.view.Position;
import io.signalbox.decision.view.Views;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes as server-sent events: {@code state} and {@code journal} with ids to resume from, comments as keep-alive, and
 * {@code notice} when events are missing.
 */
@ApplicationScoped
class EventStream {

    private final Views views;
    private final Caller caller;
    private final StreamsOfCallers streams;

    @Inject
    EventStream(Views views, Caller caller, DecisionConfig config) {
        this.views = views;
        this.caller = caller;
        this.streams = new StreamsOfCallers(config.view().readersOfOne());
    }

    /**
     * @param service null for every service
     * @param lastEventId null for a new client
     */
    Multi<OutboundSseEvent> follow(@Nullable ServiceName service, @Nullable String lastEventId, Sse sse) {
        Position after = position(lastEventId);
        String person = caller.person();
        if (!streams.begin(person)) {
            throw ApiProblem.TOO_MANY_STREAMS.saying(
                    "the caller has as many open event streams as signalbox.view.readers-of-one allows");
        }
        Optional<Multi<Event>> events = views.follow(service, after);
        if (events.isEmpty()) {
            streams.end(person);
            throw ApiProblem.STREAMS_EXHAUSTED.saying("as many follow the events as signalbox.view.readers allows");
        }
        return events.get().map(event -> outbound(event, sse)).onTermination().invoke(() -> streams.end(person));
    }

    private static @Nullable Position position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        return Position.parse(lastEventId)
                .orElseThrow(() -> ApiProblem.INVALID_VALUE.at(
                        HttpHeaders.LAST_EVENT_ID_HEADER, "the id of an event", lastEventId));
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
