package io.signalbox.sandbox.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** What goes wrong with one request. */
public sealed interface Fault {

    /** Nothing goes wrong. */
    record None() implements Fault {}

    /** The connection is closed and nothing was done. @param first runs before that, on the request's thread */
    record LostBefore(Runnable first) implements Fault {}

    /** Everything is done and the connection is closed without an answer. @param then runs between the two */
    record LostAfter(Runnable then) implements Fault {}

    /** The request waits before it is looked at. */
    record Delay(Duration duration) implements Fault {}

    /** An error and nothing done. */
    record Error(int status, String code, String message) implements Fault {}

    /** All goes well, and {@code hook} runs just before the request is applied. */
    record Before(Runnable hook) implements Fault {}

    /** All goes well, and {@code hook} runs once it is applied, before the answer. */
    record After(Runnable hook) implements Fault {}

    /**
     * Does with one request what this fault wants.
     *
     * @param perform does what is asked and makes the answer, once
     * @param refuse makes the answer of an error
     * @param lost is told that nothing will be done
     * @return empty when the connection is to be closed without an answer
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
                sleep(duration);
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

    private static void sleep(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
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
