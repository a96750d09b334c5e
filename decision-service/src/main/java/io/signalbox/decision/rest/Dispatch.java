package io.signalbox.decision.rest;

import io.signalbox.contract.Directive;
import io.signalbox.contract.DirectiveLimits;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.OutOfBoundsException;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.access.Caller;
import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.Views;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jspecify.annotations.Nullable;

/** Stores a directive in Kafka and waits for its effect or refusal. */
@ApplicationScoped
class Dispatch {

    /**
     * Time limits of an answer. The second begins when the order is stored.
     *
     * @param stored maximum time until Kafka has stored the order
     * @param effect maximum time until its effect is seen
     */
    record Limits(Duration stored, Duration effect) {}

    /**
     * A stored order.
     *
     * @param id of the directive
     * @param effect its effect or refusal; empty when neither was seen in time
     */
    record Result(String id, Optional<JournalEntry> effect) {}

    /** The first exceeds the producer's max.block plus delivery timeout: after the answer "not stored", nothing is sent any more. */
    static final Limits LIMITS = new Limits(Duration.ofSeconds(4), Duration.ofSeconds(2));

    private static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);

    private final Emitter<Record<String, byte[]>> emitter;
    private final Views views;
    private final Caller caller;
    private final Limits limits;
    /** Directive ids, by the prefix of their idempotency key, that are in progress and may not be in the journal yet. */
    private final Map<String, String> underWay = new ConcurrentHashMap<>();

    @Inject
    Dispatch(@Channel("directives") Emitter<Record<String, byte[]>> emitter, Views views, Caller caller) {
        this(emitter, views, caller, LIMITS);
    }

    Dispatch(Emitter<Record<String, byte[]>> emitter, Views views, Caller caller, Limits limits) {
        this.emitter = emitter;
        this.views = views;
        this.caller = caller;
        this.limits = limits;
    }

    /** @param service null for all services */
    Result send(@Nullable ServiceName service, OrderHeaders headers, Orders.Body body, Directive.Order order) {
        String why = body.why();
        if (why == null || why.isBlank()) {
            throw ApiProblem.INVALID_VALUE.at("why", "a reason", why);
        }
        String target = service == null ? Directive.EVERY_SERVICE : service.value();
        var id = DirectiveId.of(caller.person(), headers.key(), target, order, body);
        String beginning = id.beginning();
        if (beginning == null) {
            return perform(directive(id, service, why, headers, order));
        }
        requireSame(id, beginning);
        try {
            return perform(directive(id, service, why, headers, order));
        } finally {
            underWay.remove(beginning, id.value());
        }
    }

    private Directive directive(
            DirectiveId id, @Nullable ServiceName service, String why, OrderHeaders headers, Directive.Order order) {
        try {
            return new Directive(
                    Directive.VERSION,
                    id.value(),
                    service,
                    caller.name(),
                    caller.person(),
                    why,
                    Instant.now(),
                    headers.expectedVersion(),
                    order);
        } catch (OutOfBoundsException e) {
            throw Orders.outOfBounds(e);
        }
    }

    private void requireSame(DirectiveId id, String beginning) {
        String former = views.journal()
                .directiveLike(beginning)
                .orElseGet(() -> underWay.computeIfAbsent(beginning, _ -> id.value()));
        if (!former.equals(id.value())) {
            throw ApiProblem.IDEMPOTENCY_KEY_REUSED.saying(
                    "Idempotency-Key: it was used before, for another order; take a new one");
        }
    }

    private Result perform(Directive directive) {
        return new Result(directive.id(), effect(directive));
    }

    private Optional<JournalEntry> effect(Directive directive) {
        CompletableFuture<JournalEntry> effect = views.effectOf(directive.id());
        try {
            if (views.journal().effectOf(directive.id()).isEmpty()) {
                requireRoom(directive.service());
                store(directive);
            }
            return Optional.of(effect.get(limits.effect().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an effect is seen or given up, and never fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            effect.cancel(false);
        }
    }

    /** Limits the rate of orders: the view must remember every order for {@link DirectiveLimits#KNOWN_FOR}. */
    private void requireRoom(@Nullable ServiceName service) {
        Instant since = Instant.now().minus(DirectiveLimits.KNOWN_FOR);
        if (views.journal().ordersSince(service, since) >= DirectiveLimits.MOST_AN_HOUR) {
            throw ApiProblem.TOO_MANY_ORDERS.saying("expected at most " + DirectiveLimits.MOST_AN_HOUR
                    + " orders an hour for one service; find out who" + " gives them, and give this one again later");
        }
    }

    /** Returns when Kafka has stored the directive. Only then is the order accepted, so no accepted order is lost. */
    private void store(Directive directive) throws InterruptedException {
        try {
            emitter.send(Record.of(directive.key(), DIRECTIVES.write(directive)))
                    .toCompletableFuture()
                    .get(limits.stored().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw notStored("Kafka did not take it within " + limits.stored().toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw notStored(String.valueOf(e.getCause()));
        }
    }

    private static WebApplicationException notStored(String why) {
        return ApiProblem.KAFKA_AWAY.saying(
                "the directive could not be stored: " + why + "; give it again, with the same Idempotency-Key");
    }
}
