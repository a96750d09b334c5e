package io.signalbox.sandbox.aws;

import java.time.Duration;

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
