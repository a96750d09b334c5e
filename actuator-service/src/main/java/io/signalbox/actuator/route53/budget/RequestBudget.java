package io.signalbox.actuator.route53.budget;

import io.signalbox.actuator.route53.budget.RequestTokens.Token;
import io.signalbox.actuator.route53.budget.RequestTokens.Use;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/**
 * The request budget of this process for the account, over all zones and kinds of requests: writes before reads, reads
 * in order of arrival; nobody waits while requests are left. Thread-safe.
 */
public final class RequestBudget {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RequestTokens tokens;
    private final CellShare share;
    private final Deque<Object> readers = new ArrayDeque<>();
    private int writersWaiting;

    public RequestBudget(CellShare share) {
        this.share = share;
        this.tokens = new RequestTokens(share.perSecond());
    }

    /** A budget of an account that nobody else uses. @param perSecond the requests that may be sent; above 0 */
    public RequestBudget(DoubleSupplier perSecond) {
        this(CellShare.alone(perSecond));
    }

    public CellShare share() {
        return share;
    }

    /** The permission for one request. Exactly one of its methods must be called once its result is known. */
    public final class Lease {

        private final Token token;

        private Lease(Token token) {
            this.token = token;
        }

        public void answered() {
            change(() -> tokens.answered(token, System.nanoTime()));
        }

        public void throttled() {
            change(() -> tokens.throttled(token, System.nanoTime()));
        }

        public void failed() {
            change(() -> tokens.failed(token, System.nanoTime()));
        }

        public void unused() {
            change(() -> tokens.unused(token));
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return empty when there was none until {@code end}, of {@link System#nanoTime} */
    public Optional<Lease> take(Use use, long end) {
        var place = new Object();
        lock.lock();
        try {
            enter(use, place);
            try {
                return await(use, place, end)
                        ? Optional.of(new Lease(tokens.take(System.nanoTime())))
                        : Optional.empty();
            } finally {
                leave(use, place);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void enter(Use use, Object place) {
        if (use == Use.READ) {
            readers.addLast(place);
        } else {
            writersWaiting++;
        }
    }

    private void leave(Use use, Object place) {
        if (use == Use.READ) {
            readers.remove(place);
        } else {
            writersWaiting--;
        }
        changed.signalAll();
    }

    private boolean await(Use use, Object place, long end) throws InterruptedException {
        for (long now = System.nanoTime(); end - now > 0; now = System.nanoTime()) {
            boolean behind = use == Use.READ && (writersWaiting > 0 || !place.equals(readers.peekFirst()));
            if (!behind && tokens.available(use, now)) {
                return true;
            }
            long wait = end - now;
            if (!behind) {
                wait = Math.min(wait, tokens.availableAt(use, now) - now);
            }
            long _ = changed.awaitNanos(Math.max(1, wait));
        }
        return false;
    }

    /** True if a read could go at once. */
    public boolean hasRoomForReads() {
        lock.lock();
        try {
            return writersWaiting == 0 && readers.isEmpty() && tokens.available(Use.READ, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }
}
