package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** How much of an event loop one server may use. */
class EventLoopShareTest {

    private static final int READ = 4_096;
    private static final int READS_PER_TURN = 4;

    /** Does this with everything that is received. */
    private record Reading(BiConsumer<ProbeAttempt, ByteBuf> how) implements ProbeDialogue {

        @Override
        public void opened(ProbeAttempt attempt) {
            // The server speaks first.
        }

        @Override
        public void received(ProbeAttempt attempt, ByteBuf bytes) {
            how.accept(attempt, bytes);
        }

        @Override
        public void closed(ProbeAttempt attempt) {
            attempt.failed(Cause.RESET, "closed");
        }
    }

    private static ProbeTarget target(Site site, BiConsumer<ProbeAttempt, ByteBuf> how) {
        return ProbeTarget.of("127.0.0.1", site.port(), Optional.empty(), () -> new Reading(how), PATIENT);
    }

    private static Site flooding() {
        return new Site(socket -> {
            var bytes = new byte[65_536];
            while (true) {
                socket.getOutputStream().write(bytes);
            }
        });
    }

    /** Everything read by one connection between two turns of the loop, of which the first is not complete. */
    private static final class Turns implements Runnable {

        private final EventLoop loop;
        private int bytes;
        private int most;
        private int turns;

        Turns(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public void run() {
            most = Math.max(most, bytes);
            bytes = 0;
            turns++;
            if (!loop.isShuttingDown()) {
                loop.execute(this);
            }
        }
    }

    @Test
    void aServerThatFloodsIsReadInTurnWithAllOthers() {
        var loops = Transport.best().loops(1, new DefaultThreadFactory("test", true));
        try (var network = new Network(new TlsClient(null), null);
                var site = flooding()) {
            var loop = loops.next();
            var turns = new Turns(loop);
            var most = new CompletableFuture<Integer>();
            var total = new int[1];
            loop.execute(turns);
            loop.execute(() -> network.attempt(
                    loop,
                    target(site, (attempt, bytes) -> {
                        turns.bytes += bytes.readableBytes();
                        total[0] += bytes.readableBytes();
                        if (total[0] > 20_000_000) {
                            attempt.passed();
                        }
                    }),
                    new CheckResult.Listener() {
                        @Override
                        public void found(CheckResult checkResult) {
                            most.complete(turns.most);
                        }

                        @Override
                        public void undecided(UndecidedReason why) {
                            most.completeExceptionally(new AssertionError(why));
                        }
                    }));

            // Its event and its task may both run in one turn.
            assertThat(most.orTimeout(30, TimeUnit.SECONDS).join()).isLessThanOrEqualTo(2 * READS_PER_TURN * READ);
            assertThat(turns.turns).isGreaterThan(100);
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static List<Long> held(Duration busy) {
        var held = new CopyOnWriteArrayList<Long>();
        AttemptListener listener = new AttemptListener() {
            @Override
            public void heldLoop(long nanos) {
                held.add(nanos);
            }
        };
        try (var probing = new Probing();
                var site = new Site(socket -> {
                    socket.getOutputStream().write(1);
                    Site.hang(socket);
                })) {
            var target = target(site, (attempt, _) -> {
                long endNanos = System.nanoTime() + busy.toNanos();
                while (System.nanoTime() < endNanos) {
                    Thread.onSpinWait();
                }
                attempt.passed();
            });
            var checker = probing.network().withListeners(_ -> listener).checker(target);
            assertThat(probing.probe(checker).passed()).isTrue();
            // The read ends after the result.
            probing.probe(checker);
        }
        return held;
    }

    @Test
    void aReadThatHoldsTheLoopForTooLongIsReported() {
        assertThat(held(Duration.ofMillis(11))).isNotEmpty().allSatisfy(nanos -> assertThat(nanos)
                .isGreaterThan(11_000_000));
    }

    @Test
    void workOffTheLoopIsLimitedAndWhatIsTooMuchGivesNoResult() {
        var release = new CountDownLatch(1);
        try (var probing = new Probing();
                var site = new Site(socket -> {
                    socket.getOutputStream().write(1);
                    Site.hang(socket);
                })) {
            var target = target(site, (attempt, _) -> {
                for (int i = 0; i < 2_000 && !attempt.over(); i++) {
                    attempt.offLoop(() -> {
                        assertThat(awaited(release)).isTrue();
                        return attempt::passed;
                    });
                }
            });

            assertThat(probing.undecided(probing.network().checker(target))).isEqualTo(UndecidedReason.NO_WORKER);
        } finally {
            release.countDown();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void workContinuesOnTheLoopWithItsResultOrItsError() {
        try (var probing = new Probing();
                var site = new Site(socket -> {
                    socket.getOutputStream().write(1);
                    Site.hang(socket);
                })) {
            var right = target(site, (attempt, _) -> {
                Thread loop = Thread.currentThread();
                attempt.offLoop(() -> {
                    Thread worker = Thread.currentThread();
                    return () -> {
                        assertThat(worker).isNotEqualTo(loop);
                        assertThat(Thread.currentThread()).isEqualTo(loop);
                        attempt.passed();
                    };
                });
            });
            var malformed = target(
                    site,
                    (attempt, _) -> attempt.offLoop(() -> {
                        throw new MalformedMessageException("as told");
                    }));
            var broken = target(
                    site,
                    (attempt, _) -> attempt.offLoop(() -> {
                        throw new IllegalStateException("no");
                    }));

            assertThat(probing.probe(right).passed()).isTrue();
            assertThat(Probing.failed(probing.probe(malformed)).detail()).isEqualTo("as told");
            assertThat(Probing.cause(probing.probe(broken))).isEqualTo(Cause.OTHER);
        }
    }

    @Test
    void workersRefuseMoreThanMayWait() {
        var release = new CountDownLatch(1);
        try (var workers = new Workers(1, 1)) {
            var first = workers.submit(() -> awaited(release));
            var second = workers.submit(() -> {});

            assertThatThrownBy(() -> workers.submit(() -> {})).isInstanceOf(RejectedExecutionException.class);
            release.countDown();
            assertThat(first).succeedsWithin(Duration.ofSeconds(30));
            assertThat(second).succeedsWithin(Duration.ofSeconds(30));
        }
    }
}
