package io.signalbox.actuator.kafka;

import static io.signalbox.actuator.Orders.CELL;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.notice;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.OutcomeSink;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.step.StepDispatcher;
import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.Webhook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class CommandConsumerTest {

    private static final int REGION = 1_000;
    private static final Fence OLD = fence(1, EAST, "p1");
    private static final Fence NEW = fence(2, WEST, "p2");

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<StepOutcome> published = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger();

    private void publish(Outcome outcome) {
        if (failures.getAndDecrement() > 0) {
            events.add("not published");
            throw new IllegalStateException("Kafka is away, on purpose");
        }
        published.add((StepOutcome) outcome);
        events.add("published");
    }

    private Message<byte[]> message(Command command) {
        return Message.of(Codec.of(Command.class).write(command), () -> {
            events.add("acknowledged");
            return CompletableFuture.completedFuture(null);
        });
    }

    private CommandConsumer consumer(StepDispatcher steps) {
        OutcomeSink outcomes = this::publish;
        return new CommandConsumer(CELL, steps, outcomes, null, Duration.ofMillis(1));
    }

    @Test
    void acknowledgesOnlyAfterTheOutcomeIsStored() {
        try (var world = new World()) {
            world.seed(records(EAST), record(OLD));

            assertThat(consumer(world.steps()).accept(message(move(OLD, NEW)))).isCompleted();

            await().until(() -> events.size() == 2);
            assertThat(events).containsExactly("published", "acknowledged");
        }
    }

    @Test
    void convergesAgainWhenTheOutcomeIsNotTakenAndTheEffectStaysOne() {
        try (var world = new World()) {
            world.seed(records(EAST), record(OLD));
            failures.set(2);

            assertThat(consumer(world.steps()).accept(message(move(OLD, NEW)))).isCompleted();

            await().until(() -> events.contains("acknowledged"));
            assertThat(events).containsExactly("not published", "not published", "published", "acknowledged");
            assertThat(world.accepted()).isEqualTo(1);
            assertThat(published).singleElement().satisfies(outcome -> assertThat(
                            ((InProgress) outcome.result()).accepted())
                    .isTrue());
        }
    }

    @Test
    void acknowledgesNothingOnceItIsClosed() {
        try (var world = new World()) {
            world.seed(records(EAST), record(OLD));
            var consumer = consumer(world.steps());
            failures.set(Integer.MAX_VALUE);

            assertThat(consumer.accept(message(move(OLD, NEW)))).isCompleted();
            await().until(() -> !events.isEmpty());
            consumer.close();
            int seen = events.size();

            await().during(Duration.ofMillis(200)).until(() -> events.size() <= seen + 1);
            assertThat(events).doesNotContain("acknowledged");
        }
    }

    @Test
    void aStepThatThrowsIsReportedAsFailedForNow() {
        var steps = steps((_, _) -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(consumer(steps).accept(message(move(OLD, NEW)))).isCompleted();

        await().until(() -> events.contains("acknowledged"));
        assertThat(published).singleElement().satisfies(outcome -> assertThat(outcome.result())
                .isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.retryable()).isTrue();
                    assertThat(failed.detail()).contains("on purpose");
                }));
    }

    /** Its receiver may take as long as it likes. */
    @Test
    void aSlowNoticeDelaysNeitherAStepNorAnotherNotice() {
        var slow = new CountDownLatch(1);
        var consumer = consumer(new StepDispatcher(
                _ -> Optional.empty(),
                (_, _) -> AttemptResult.failed("step", "", true),
                CommandConsumerTest::notAskedFor,
                CommandConsumerTest::notAskedFor,
                CommandConsumerTest::notAskedFor,
                CommandConsumerTest::notAskedFor,
                (command, _) -> {
                    if (command.plan().equals("slow")) {
                        awaitNotice(slow);
                    }
                    return AttemptResult.failed(command.plan(), "", true);
                },
                InstantSource.system(),
                new SimpleMeterRegistry()));
        var webhook = new Webhook("https://hooks.example.com/", null);

        for (Command command : List.of(
                notice("slow", OLD, webhook, "a test"), notice("other", OLD, webhook, "a test"), move(OLD, NEW))) {
            assertThat(consumer.accept(message(command))).isCompleted();
        }

        await().until(() -> published.size() == 2);
        slow.countDown();
        await().until(() -> published.size() == 3);
        assertThat(published)
                .extracting(outcome -> ((Failed) outcome.result()).cause())
                .containsExactlyInAnyOrder("other", "step", "slow")
                .last()
                .isEqualTo("slow");
    }

    private static void awaitNotice(CountDownLatch end) {
        try {
            assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only those that are here at the same time can go in one request. */
    @Test
    void takesInAThousandServicesAtOnce() {
        var together = new CyclicBarrier(REGION);
        var consumer = consumer(steps((command, _) -> {
            meet(together);
            return AttemptResult.failed("met", command.service().value(), true);
        }));

        for (int i = 0; i < REGION; i++) {
            assertThat(consumer.accept(message(of(new ServiceName("service-" + i)))))
                    .isCompleted();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> published.size() == REGION);
        assertThat(published).allSatisfy(outcome -> assertThat(((Failed) outcome.result()).cause())
                .isEqualTo("met"));
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("not all came", e);
        }
    }

    private static Command of(ServiceName service) {
        Command move = move(OLD, NEW);
        return new Command(
                move.v(),
                service,
                move.cell(),
                move.plan(),
                move.step(),
                move.attempt(),
                move.issuedAt(),
                move.deadline(),
                move.expected(),
                move.next(),
                null,
                move.arguments(),
                move.topologyDigest(),
                null,
                null,
                null,
                null);
    }

    private static StepDispatcher steps(StepExecutor<StepArguments.DnsSwitch> dnsSwitch) {
        return new StepDispatcher(
                _ -> Optional.empty(),
                dnsSwitch,
                CommandConsumerTest::notAskedFor,
                CommandConsumerTest::notAskedFor,
                CommandConsumerTest::notAskedFor,
                CommandConsumerTest::notAskedFor,
                CommandConsumerTest::notAskedFor,
                InstantSource.system(),
                new SimpleMeterRegistry());
    }

    private static AttemptResult notAskedFor(Command command, StepArguments arguments) {
        throw new AssertionError("not asked for: " + command.plan() + " " + arguments.kind());
    }
}
