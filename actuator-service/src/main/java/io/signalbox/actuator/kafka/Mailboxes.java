package io.signalbox.actuator.kafka;

import io.signalbox.contract.name.ServiceName;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Work in the order of its arrival for one service, at the same time for different ones. Each service with work has one
 * virtual thread, which ends with the work.
 */
public final class Mailboxes {

    private static final Logger LOG = Logger.getLogger(Mailboxes.class);

    private final int capacity;
    private final Map<ServiceName, Queue<Runnable>> waiting = new HashMap<>();
    private int open;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

    /** @param capacity how much work may be open in all before the sender is asked to wait; never refused */
    public Mailboxes(int capacity) {
        this.capacity = capacity;
    }

    /** @return completes when there is room for more */
    public synchronized CompletionStage<Void> post(ServiceName service, Runnable work) {
        open++;
        if (open >= capacity && room.isDone()) {
            room = new CompletableFuture<>();
        }
        Queue<Runnable> mailbox = waiting.get(service);
        if (mailbox == null) {
            mailbox = new ArrayDeque<>();
            waiting.put(service, mailbox);
            Thread.ofVirtual().name("mailbox-" + service).start(() -> empty(service));
        }
        mailbox.add(work);
        return room;
    }

    private void empty(ServiceName service) {
        for (Runnable work = next(service); work != null; work = next(service)) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "command lost until the next start service=%s", service);
            } finally {
                done();
            }
        }
    }

    private synchronized @Nullable Runnable next(ServiceName service) {
        Queue<Runnable> mailbox = waiting.get(service);
        Runnable work = mailbox == null ? null : mailbox.poll();
        if (work == null) {
            waiting.remove(service);
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
