package io.signalbox.decision.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets stream tasks begin once the topics are known to be right. */
@ApplicationScoped
public class TopicsGate implements Runnable {

    /** Well below the time within which a stream thread has to poll again. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CompletableFuture<List<String>> problems = new CompletableFuture<>();

    /** The topics that are there do not allow to decide. */
    static final class WrongTopicsException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private WrongTopicsException(List<String> problems) {
            super("nothing is decided on wrong topics:\n  " + String.join("\n  ", problems));
        }
    }

    void checked(List<String> found) {
        problems.complete(List.copyOf(found));
    }

    /** Empty while they are right, or are not known yet. */
    List<String> problems() {
        return problems.getNow(List.of());
    }

    /** Waits for the check. @throws IllegalStateException when the topics are wrong, or could not be looked at in time */
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
