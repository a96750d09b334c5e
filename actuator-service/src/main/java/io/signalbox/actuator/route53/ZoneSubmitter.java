package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.route53.ChangeSender.SendResult;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.actuator.route53.budget.RequestBudget.Lease;
import io.signalbox.actuator.route53.budget.RequestTokens.Use;
import io.signalbox.contract.FailureCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Writes to one zone, one request at a time; changes that wait meanwhile share the next request. If the queue is empty,
 * a change is sent immediately. Each change gets its own answer: a refused one is found and removed, the others are
 * sent again.
 */
final class ZoneSubmitter {

    private static final Logger LOG = Logger.getLogger(ZoneSubmitter.class);

    /**
     * Up to this many changes that an error names are sent again, each alone. More of them mean that another cell has
     * already made the same moves; their callers find that out by a read, which costs less.
     */
    static final int FEW = 4;

    /** For this time after everything was refused, a refused batch is not divided again. */
    private static final long ALL_REFUSED = 5_000_000_000L;

    private static final long PATIENCE = 200_000_000;
    private static final long LOOK_AGAIN = 10_000_000;

    private final String zone;
    private final ChangeSender sender;
    private final RequestBudget budget;
    private final ChangeQueue queue;
    private final RefusedNames refusedNames = new RefusedNames();
    private final ZonePacing pacing = new ZonePacing(System.nanoTime());
    private boolean running;
    private long allRefusedUntil = System.nanoTime();
    private volatile long sent = System.nanoTime() - PATIENCE;

    ZoneSubmitter(String zone, ChangeSender sender, RequestBudget budget) {
        this.zone = zone;
        this.sender = sender;
        this.budget = budget;
        this.queue = new ChangeQueue(budget.share().place());
    }

    /** @param end of {@link System#nanoTime}; until then there is an answer */
    Submission submit(FencedChange change, long end) {
        var pending = new PendingChange(change, System.nanoTime(), end);
        synchronized (queue) {
            if (refusedNames.contains(pending, System.nanoTime())) {
                queue.setApart(List.of(pending));
            } else {
                queue.add(pending);
            }
            if (!running) {
                running = true;
                Thread.ofVirtual().name("route53-" + zone).start(this::run);
            }
        }
        return pending.await(() -> withdraw(pending));
    }

    /** From now on changes of these names are sent alone, until one is accepted. Replaces the names of before. */
    void forbid(Collection<String> names) {
        synchronized (queue) {
            refusedNames.forbid(names);
        }
    }

    /** The length of the queue. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    private boolean withdraw(PendingChange change) {
        synchronized (queue) {
            return queue.withdraw(change);
        }
    }

    /** Ends when nothing waits. */
    private void run() {
        for (OptionalLong last = lastChance(); last.isPresent(); last = lastChance()) {
            long until = last.getAsLong();
            Deadline.sleepUntil(pacing.notBefore() - until < 0 ? pacing.notBefore() : until);
            try {
                lease(until).ifPresent(this::turn);
            } catch (RuntimeException e) {
                // Each waiting caller has its own time limit; changes that come later need somebody who sends.
                LOG.errorf(e, "a turn was not carried out zone=%s", zone);
                Deadline.sleepUntil(System.nanoTime() + PATIENCE);
            }
        }
    }

    /**
     * The first change after a quiet time is sent at once. Soon after another one, while few requests are left, they
     * are saved for larger batches: otherwise, when a thousand changes arrive one by one, each request would take a few
     * of them only.
     */
    private Optional<Lease> lease(long until) {
        long patience = sent + PATIENCE;
        for (long now = System.nanoTime(); patience - now > 0 && !isFull(); now = System.nanoTime()) {
            Optional<Lease> early = budget.take(Use.EARLY_WRITE, now + Math.min(LOOK_AGAIN, patience - now));
            if (early.isPresent()) {
                return early;
            }
        }
        return budget.take(Use.WRITE, until);
    }

    private boolean isFull() {
        synchronized (queue) {
            return queue.isFull();
        }
    }

    /** @return until when to wait for a turn; empty when nothing waits, then the next change starts the sender again */
    private OptionalLong lastChance() {
        synchronized (queue) {
            long now = System.nanoTime();
            queue.expire(now).forEach(PendingChange::tooLate);
            running = !queue.isEmpty();
            return running ? OptionalLong.of(queue.lastChance(now)) : OptionalLong.empty();
        }
    }

    /** Sends the next batch. It contains all changes that arrived while the lease was awaited. */
    private void turn(Lease lease) {
        Batch batch;
        synchronized (queue) {
            queue.expire(System.nanoTime()).forEach(PendingChange::tooLate);
            batch = queue.next();
        }
        if (batch.size() == 0) {
            lease.unused();
            return;
        }
        sent = System.nanoTime();
        SendResult answer = send(batch);
        tell(lease, answer);
        if (batch.size() > 1 || batch.apart()) {
            LOG.infof("batch sent zone=%s changes=%d result=%s", zone, batch.size(), answer.text());
        }
        try {
            settle(batch, answer);
        } catch (RuntimeException e) {
            LOG.errorf(e, "answer not understood zone=%s answer=%s", zone, answer);
            all(batch.changes(), new Submission.Unclear(FailureCause.UNEXPECTED, e.toString()));
        }
    }

    private SendResult send(Batch batch) {
        long now = System.nanoTime();
        long left = batch.changes().stream()
                .mapToLong(change -> change.end() - now)
                .min()
                .orElse(0);
        try {
            return sender.send(batch.changes(), Duration.ofNanos(left));
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "a batch of changes could not be sent zone=%s changes=%d", zone, batch.size());
            return new SendResult.Unclear(new Submission.Unclear(FailureCause.UNEXPECTED, e.toString()));
        }
    }

    private void tell(Lease lease, SendResult answer) {
        long now = System.nanoTime();
        switch (answer) {
            case SendResult.Taken _ -> {
                lease.answered();
                pacing.taken(now);
            }
            case SendResult.Busy _ -> {
                lease.answered();
                pacing.busy(now);
            }
            case SendResult.Throttled _ -> {
                lease.throttled();
                pacing.throttled(now);
            }
            case SendResult.Impossible _, SendResult.Denied _ -> {
                lease.answered();
                pacing.answered(now);
            }
            case SendResult.Unclear _ -> {
                lease.failed();
                pacing.answered(now);
            }
        }
    }

    private void settle(Batch batch, SendResult answer) {
        switch (answer) {
            case SendResult.Taken(String token) -> accepted(batch, token);
            case SendResult.Denied(Submission.NotTaken why) -> all(batch.changes(), why);
            case SendResult.Unclear(Submission.Unclear why) -> all(batch.changes(), why);
            case SendResult.Busy(Submission.NotTaken why) -> again(batch, why);
            case SendResult.Throttled(Submission.NotTaken why) -> again(batch, why);
            case SendResult.Impossible(List<String> _, Submission alone)
            when batch.size() == 1 -> refusedAlone(batch.changes().getFirst(), alone);
            case SendResult.Impossible impossible -> split(batch, impossible);
        }
    }

    private static void all(List<PendingChange> changes, Submission submission) {
        changes.forEach(change -> change.answer(submission));
    }

    private void accepted(Batch batch, String token) {
        synchronized (queue) {
            queue.apart().accepted();
            batch.changes().forEach(refusedNames::remove);
            allRefusedUntil = System.nanoTime();
        }
        all(batch.changes(), new Submission.Accepted(token));
    }

    private void again(Batch batch, Submission.NotTaken why) {
        batch.changes().forEach(change -> change.refusedForNow(why));
        synchronized (queue) {
            queue.putBack(batch);
        }
    }

    /**
     * This change itself is refused. One that only lost a race is not remembered: its next attempt is another change.
     */
    private void refusedAlone(PendingChange change, Submission why) {
        synchronized (queue) {
            if (!(why instanceof Submission.Mismatch)) {
                refusedNames.add(change, System.nanoTime());
            }
            if (queue.apart().refused()) {
                allRefusedUntil = System.nanoTime() + ALL_REFUSED;
                all(queue.apart().clear(), why);
            }
        }
        change.answer(why);
    }

    private void split(Batch batch, SendResult.Impossible impossible) {
        List<PendingChange> named = RefusedChanges.of(batch.changes(), impossible.messages());
        if (named.isEmpty()) {
            splitUnnamed(batch, impossible.alone());
        } else {
            splitNamed(batch, named, impossible.alone());
        }
    }

    private void splitUnnamed(Batch batch, Submission why) {
        boolean everything;
        synchronized (queue) {
            everything = allRefusedUntil - System.nanoTime() > 0;
            if (!everything) {
                boolean _ = queue.apart().refused();
                queue.apart().halve(batch.changes());
            }
        }
        if (everything) {
            all(batch.changes(), why);
        }
    }

    private void splitNamed(Batch batch, List<PendingChange> named, Submission why) {
        var others = new ArrayList<>(batch.changes());
        others.removeAll(named);
        boolean told = why instanceof Submission.Mismatch ? named.size() > FEW : isCertain(why);
        synchronized (queue) {
            queue.putBack(others);
            if (!told) {
                named.forEach(change -> queue.setApart(List.of(change)));
            } else if (isCertain(why)) {
                named.forEach(change -> refusedNames.add(change, System.nanoTime()));
            }
        }
        if (told) {
            all(named, why);
        }
    }

    /** No change that refers to a missing health check can be accepted. */
    private static boolean isCertain(Submission why) {
        return why instanceof Submission.NotTaken refused && FailureCause.HEALTH_CHECK_MISSING.is(refused.cause());
    }
}
