package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A caller that waits for the records of one name, until a time of {@link System#nanoTime}. */
final class RecordQuestion {

    private final String name;
    private final long end;
    private final CompletableFuture<LiveRecords> answer = new CompletableFuture<>();
    private volatile boolean sent;

    /** @param name in lower case and without the final dot */
    RecordQuestion(String name, long end) {
        this.name = name;
        this.end = end;
    }

    String name() {
        return name;
    }

    long end() {
        return end;
    }

    boolean isOver() {
        return answer.isDone();
    }

    void answer(LiveRecords records) {
        answer.complete(records);
    }

    void fail(ZoneUnavailableException why) {
        answer.completeExceptionally(why);
    }

    /** A request that may answer it is about to be sent. */
    void sent() {
        sent = true;
    }

    /** The request returned only records of other names. */
    void passed() {
        sent = false;
    }

    LiveRecords await() throws ZoneUnavailableException {
        try {
            return answer.get(Deadline.nanosLeft(end), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw sent
                    ? new ZoneUnavailableException(FailureCause.TIMEOUT, "no answer about the records of " + name, true)
                    : ZoneUnavailableException.notAsked("records of " + name + " had to wait for too many others");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ZoneUnavailableException(
                    FailureCause.INTERRUPTED, "nobody waited for the records of " + name, true);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ZoneUnavailableException why) {
                throw why;
            }
            throw new IllegalStateException("a question fails with a reason", e);
        }
    }
}
