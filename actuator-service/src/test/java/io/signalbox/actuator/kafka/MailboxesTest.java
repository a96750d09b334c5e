package io.signalbox.actuator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxesTest {

    private static final int SERVICES = 20;
    private static final int EACH = 500;
    private static final String ORDERS = "orders";

    @Test
    void keepsTheOrderOfEachServiceAndNeverRunsTwoOfOneAtOnce() throws Exception {
        var mailboxes = new Mailboxes(1_000_000);
        Map<String, List<Integer>> done = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        var overlaps = new AtomicInteger();
        var left = new CountDownLatch(SERVICES * EACH);

        for (int i = 0; i < EACH; i++) {
            int number = i;
            for (int s = 0; s < SERVICES; s++) {
                var service = "service-" + s;
                var ignored = mailboxes.post(service, () -> {
                    var here = running.computeIfAbsent(service, _ -> new AtomicInteger());
                    if (here.incrementAndGet() > 1) {
                        overlaps.incrementAndGet();
                    }
                    done.computeIfAbsent(service, _ -> new ArrayList<>()).add(number);
                    Thread.yield();
                    here.decrementAndGet();
                    left.countDown();
                });
                assertThat(ignored).isCompleted();
            }
        }

        assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(done.values())
                .hasSize(SERVICES)
                .allSatisfy(numbers -> assertThat(numbers).hasSize(EACH).isSorted());
    }

    @Test
    void runsDifferentServicesAtTheSameTime() {
        var mailboxes = new Mailboxes(10);
        var together = new CyclicBarrier(2);
        var met = new AtomicInteger();

        for (String name : List.of("orders", "billing")) {
            assertThat(mailboxes.post(name, () -> {
                        try {
                            together.await();
                            met.incrementAndGet();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .isCompleted();
        }

        await().untilAtomic(met, is(2));
    }

    @Test
    void asksTheSenderToWaitWhileItIsFull() {
        var mailboxes = new Mailboxes(2);
        var gate = new CountDownLatch(1);
        Runnable work = () -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        var first = mailboxes.post(ORDERS, work);
        var second = mailboxes.post(ORDERS, work).toCompletableFuture();
        assertThat(first).isCompleted();
        assertThat(second).isNotCompleted();
        gate.countDown();

        await().until(second::isDone);
    }

    @Test
    void goesOnAfterWorkThatThrows() {
        var mailboxes = new Mailboxes(10);
        var done = new AtomicInteger();

        assertThat(mailboxes.post(ORDERS, () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isCompleted();
        assertThat(mailboxes.post(ORDERS, done::incrementAndGet)).isCompleted();

        await().untilAtomic(done, is(1));
    }
}
