package io.signalbox.actuator.kafka;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs work for the same address in the order of its arrival, and work for different addresses in parallel. Each
 * address with work has one virtual thread, which ends with the work.
 */
public final class Mailboxes {

    private static final Logger LOG = Logger.getLogger(Mailboxes.class);

    private final int capacity;
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();
    private int open;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

    /** @param capacity how much work may be open in all before the sender is asked to wait; never refused */
    public Mailboxes(int capacity) {
        this.capacity = capacity;
    }

    /** @return completes when there is room for more */
    public synchronized CompletionStage<Void> post(String address, Runnable work) {
        open++;
        if (open >= capacity && room.isDone()) {
            room = new CompletableFuture<>();
        }
        Queue<Runnable> mailbox = waiting.get(address);
        if (mailbox == null) {
            mailbox = new ArrayDeque<>();
            waiting.put(address, mailbox);
            Thread.ofVirtual().name("mailbox-" + address).start(() -> empty(address));
        }
        mailbox.add(work);
        return room;
    }

    private void empty(String address) {
        for (Runnable work = next(address); work != null; work = next(address)) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "command lost until the next start address=%s", address);
            } finally {
                done();
            }
        }
    }

    private synchronized @Nullable Runnable next(String address) {
        Queue<Runnable> mailbox = waiting.get(address);
        Runnable work = mailbox == null ? null : mailbox.poll();
        if (work == null) {
            waiting.remove(address);
        }
        return work;
    }

    private void done() {
        CompletableFuture<Void> free = null;
        synchronized (this) {
            open--;
            if (open < capacity) {
                free = room;
            }
        }
        if (free != null) {
            free.complete(null);
        }
    }
}
