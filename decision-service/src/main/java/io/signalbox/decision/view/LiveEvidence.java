package io.signalbox.decision.view;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.explain.EvidenceRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads the counters of the services that this instance counts. Its stream threads own the counters and answer requests. */
@ApplicationScoped
public class LiveEvidence implements EvidenceRequests {

    private final Map<ServiceName, CompletableFuture<Explanation>> asked = new ConcurrentHashMap<>();

    @Override
    public Set<ServiceName> open() {
        return asked.keySet();
    }

    @Override
    public void answer(Explanation explanation) {
        CompletableFuture<Explanation> waiting = asked.remove(explanation.service());
        if (waiting != null) {
            waiting.complete(explanation);
        }
    }

    /** @return empty when no stream thread answered in time: another instance, or none, counts the service */
    public Optional<Explanation> ask(ServiceName service, Duration patience) {
        CompletableFuture<Explanation> answer = asked.computeIfAbsent(service, _ -> new CompletableFuture<>());
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            asked.remove(service, answer);
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never an error", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
