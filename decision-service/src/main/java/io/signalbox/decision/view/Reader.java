package io.signalbox.decision.view;

import io.signalbox.contract.name.ServiceName;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A client of the event stream with a queue of pending events. When the queue is full, it gets a notice and no more events. */
final class Reader {

    private final @Nullable ServiceName service;
    private final Position begin;
    private final UnicastProcessor<Event> events;

    /**
     * @param service null for every service
     * @param begin the position up to which it has the events
     */
    Reader(@Nullable ServiceName service, Position begin, int patience) {
        this.service = service;
        this.begin = begin;
        this.events = UnicastProcessor.create(new ArrayBlockingQueue<>(patience), () -> {});
    }

    boolean wants(@Nullable ServiceName about) {
        return service == null || service.equals(about);
    }

    Position begin() {
        return begin;
    }

    void tell(Event event) {
        events.onNext(event);
    }

    Multi<Event> events() {
        return events.onFailure(BackPressureFailure.class)
                .recoverWithItem(() -> Event.notice(
                        "too-slow", "more has happened than was read; this stream ends here", Position.NOTHING));
    }
}
