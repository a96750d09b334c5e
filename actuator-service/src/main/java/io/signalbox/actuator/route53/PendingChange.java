package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.ForeignRecord;
import io.signalbox.actuator.core.Submission;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One change that waits to be sent or answered. All times are those of {@link System#nanoTime}. */
final class PendingChange {

    /** The least time kept for the answer: the shortest limit of a batch applies to all of its changes. */
    private static final long LEAST_FOR_ANSWER = 1_000_000_000;

    /** Extra time after its end, for an answer that is on its way. */
    private static final long GRACE = 500_000_000;

    private final FencedChange change;
    private final Set<String> names;
    private final String place;
    private final int elements;
    private final int characters;
    private final long sendBy;
    private final long end;
    private final CompletableFuture<Submission> answer = new CompletableFuture<>();
    private volatile @Nullable Submission refusedForNow;

    /** A quarter of its time is kept for the answer: a request that is cut off leaves all of its changes unclear. */
    PendingChange(FencedChange change, long now, long end) {
        this.change = change;
        this.end = end;
        this.sendBy = end - Math.max((end - now) / 4, LEAST_FOR_ANSWER);
        this.names =
                records().map(record -> Route53Records.name(record.name())).collect(Collectors.toUnmodifiableSet());
        this.place = names.stream()
                .map(ZoneSweep::place)
                .min(Comparator.naturalOrder())
                .orElse("");
        this.elements = records()
                        .mapToInt(record -> Math.max(1, record.values().size()))
                        .sum()
                + change.foreign().stream().mapToInt(ForeignRecord::elements).sum();
        this.characters = records()
                        .flatMap(record -> record.values().stream())
                        .mapToInt(String::length)
                        .sum()
                + change.foreign().stream().mapToInt(ForeignRecord::characters).sum();
    }

    private Stream<RecordSet> records() {
        return Stream.concat(change.delete().stream(), change.create().stream());
    }

    FencedChange change() {
        return change;
    }

    Stream<RecordSet> created() {
        return change.create().stream();
    }

    /** The names of its record sets, in lower case and without the final dot. */
    Set<String> names() {
        return names;
    }

    /** Its place in the order in which Route 53 sorts a zone. */
    String place() {
        return place;
    }

    /** Record elements, as Route 53 counts them in a batch; an alias as one. */
    int elements() {
        return elements;
    }

    /** The number of characters of all values. */
    int characters() {
        return characters;
    }

    long sendBy() {
        return sendBy;
    }

    long end() {
        return end;
    }

    void answer(Submission submission) {
        answer.complete(submission);
    }

    /**
     * It may be sent again.
     *
     * @param why the answer when there is no time for that
     */
    void refusedForNow(Submission why) {
        refusedForNow = why;
    }

    void tooLate() {
        answer(unsent());
    }

    private Submission unsent() {
        Submission refused = refusedForNow;
        return refused == null
                ? new Submission.NotSent("the requests that may be sent were needed for others")
                : refused;
    }

    /** A change without an answer in time is looked up by its caller, as after any unclear answer. */
    private Submission onItsWay() {
        try {
            return answer.get(Deadline.nanosLeft(end + GRACE), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Submission.Unclear(FailureCause.TIMEOUT, "the request was not over in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Submission.Unclear(FailureCause.INTERRUPTED, "nobody waited for it");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a change is always answered", e);
        }
    }

    /** @param withdraw removes it from the queue; false when it has been sent, then its answer comes in time */
    Submission await(BooleanSupplier withdraw) {
        try {
            return answer.get(Deadline.nanosLeft(sendBy), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return withdraw.getAsBoolean() ? unsent() : onItsWay();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return withdraw.getAsBoolean()
                    ? unsent()
                    : new Submission.Unclear(FailureCause.INTERRUPTED, "nobody waited for it");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a change is always answered", e);
        }
    }
}
