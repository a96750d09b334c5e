package io.signalbox.decision.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.signalbox.contract.Codec;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceName;
import io.signalbox.decision.view.Views;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jspecify.annotations.Nullable;

/** Writes a directive down and waits for what becomes of it. */
@ApplicationScoped
class Dispatch {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);

    private final Emitter<Record<String, byte[]>> emitter;
    private final Views views;
    private final SecurityIdentity caller;

    @Inject
    Dispatch(@Channel("directives") Emitter<Record<String, byte[]>> emitter, Views views, SecurityIdentity caller) {
        this.emitter = emitter;
        this.views = views;
        this.caller = caller;
    }

    /**
     * @param service null for all services
     * @param expectedVersion null for no check
     * @return what became of it; empty when that was not seen in time, which does not mean that it is lost
     */
    Optional<JournalEntry> send(
            @Nullable ServiceName service,
            @Nullable String why,
            @Nullable Long expectedVersion,
            Directive.Order order) {
        if (why == null || why.isBlank()) {
            throw Problem.of(Response.Status.BAD_REQUEST, "why-missing", "why: expected a reason, got nothing");
        }
        String who = caller.getPrincipal().getName();
        String id = UUID.randomUUID().toString();
        var directive = new Directive(Directive.VERSION, id, service, who, why, Instant.now(), expectedVersion, order);
        CompletableFuture<JournalEntry> effect = views.effectOf(id);
        try {
            emitter.send(Record.of(directive.key(), DIRECTIVES.write(directive)))
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(effect.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw Problem.of(
                    Response.Status.SERVICE_UNAVAILABLE,
                    "kafka-away",
                    "the directive could not be stored: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            views.forget(id);
        }
    }
}
