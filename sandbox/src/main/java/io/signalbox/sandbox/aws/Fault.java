package io.signalbox.sandbox.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A fault that is injected into one request. */
public sealed interface Fault {

    /** No fault. */
    record None() implements Fault {}

    /** The connection is closed and nothing is done. @param first runs before, on the request's thread */
    record LostBefore(Runnable first) implements Fault {}

    /**
     * The operation is performed, then the connection is closed without an answer.
     *
     * @param then runs after the operation and before the close
     */
    record LostAfter(Runnable then) implements Fault {}

    /** The request waits before it is performed. It is lost when the endpoint is closed meanwhile. */
    record Delay(Duration duration) implements Fault {}

    /** The request is answered with an error and nothing is done. */
    record Error(int status, String code, String message) implements Fault {}

    /** The request succeeds; {@code hook} runs just before it is performed. */
    record Before(Runnable hook) implements Fault {}

    /** The request succeeds; {@code hook} runs after it is performed and before the answer. */
    record After(Runnable hook) implements Fault {}

    /**
     * Applies this fault to one request.
     *
     * @param perform performs the operation and returns the response; called at most once
     * @param refuse returns the response for an error
     * @param lost called when the connection is closed before anything is done
     * @return empty: close the connection without an answer
     */
    default <R> Optional<R> play(Supplier<R> perform, Function<Error, R> refuse, Runnable lost) {
        return switch (this) {
            case None _ -> Optional.of(perform.get());
            case LostBefore(var first) -> {
                first.run();
                lost.run();
                yield Optional.empty();
            }
            case LostAfter(var then) -> {
                var _ = perform.get();
                then.run();
                yield Optional.empty();
            }
            case Delay(var duration) -> {
                if (!waits(duration)) {
                    lost.run();
                    yield Optional.empty();
                }
                yield Optional.of(perform.get());
            }
            case Error error -> Optional.of(refuse.apply(error));
            case Before(var hook) -> {
                hook.run();
                yield Optional.of(perform.get());
            }
            case After(var hook) -> {
                R answer = perform.get();
                hook.run();
                yield Optional.of(answer);
            }
        };
    }

    /** @return false when the thread was interrupted, as it is when the endpoint is closed */
    private static boolean waits(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Fault lostBefore() {
        return new LostBefore(() -> {});
    }

    static Fault lostAfter() {
        return new LostAfter(() -> {});
    }

    static Fault internalError() {
        return new Error(500, "InternalFailure", "We encountered an internal error. Please try again.");
    }

    static Fault throttling() {
        return new Error(400, "Throttling", "Rate exceeded");
    }
}
