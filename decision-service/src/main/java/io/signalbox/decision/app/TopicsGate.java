package io.signalbox.decision.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Blocks the start of stream tasks until the topics have been checked. */
@ApplicationScoped
public class TopicsGate implements Runnable {

    /** Well below the stream threads' max.poll.interval. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CompletableFuture<List<String>> problems = new CompletableFuture<>();

    /** Existing topics are misconfigured, so no decisions may be made. */
    static final class WrongTopicsException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private WrongTopicsException(List<String> problems) {
            super("nothing is decided on wrong topics:\n  " + String.join("\n  ", problems));
        }
    }

    void checked(List<String> found) {
        problems.complete(List.copyOf(found));
    }

    /** The problems that the check found; empty when there are none, or before the check. */
    List<String> problems() {
        return problems.getNow(List.of());
    }

    /** Waits until the topics are there, for as long as that takes. */
    void await() {
        problems.join();
    }

    /** Waits for the check. @throws IllegalStateException when topics are misconfigured, or were not checked in time */
    @Override
    public void run() {
        try {
            List<String> found = problems.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!found.isEmpty()) {
                throw new WrongTopicsException(found);
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("the topics could not be looked at within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the topics were looked at", e);
        }
    }
}
