package io.signalbox.actuator.route53;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone.Progress;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many attempts against one zone of a Route 53 that admits five requests a second. */
class ManyAtOnceTest {

    private static final int SERVICES = 300;
    private static final int PER_SECOND = 5;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Fence OLD = Orders.fence(1, Orders.EAST, "p1");
    private static final Fence NEW = Orders.fence(2, Orders.WEST, "p2");

    private final World world = new World();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private DnsProvider provider;

    @BeforeEach
    void seed() throws Exception {
        world.seed(IntStream.range(0, SERVICES)
                .boxed()
                .flatMap(i -> Stream.of(address(i, Orders.EAST_ADDRESS), fence(i, OLD)))
                .toList());
        world.route53.setPace(Pace.DEMO);
        provider = world.provider(PER_SECOND);
        provider.zone(Orders.ZONE, LIMIT);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        assertThat(world.route53.audit().violations()).isEmpty();
        assertWithinBudget(world.route53.calls());
        world.close();
    }

    private static void assertWithinBudget(List<Call> calls) {

        for (int i = PER_SECOND; i < calls.size(); i++) {
            assertThat(Duration.between(
                            calls.get(i - PER_SECOND).at(), calls.get(i).at()))
                    .as("from request %d to %d", i - PER_SECOND, i)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(990));
        }
    }

    private static String host(int i) {
        return "s%03d.example.com".formatted(i);
    }

    private static RecordSet address(int i, String address) {
        return new RecordSet(host(i), RecordType.A, 60L, null, null, List.of(address), null, null, null);
    }

    private static RecordSet fence(int i, Fence fence) {
        return FenceRecord.of(host(i), fence);
    }

    private static FencedChange move(int i) {
        return new FencedChange(
                List.of(fence(i, OLD), address(i, Orders.EAST_ADDRESS)),
                List.of(fence(i, NEW), address(i, Orders.WEST_ADDRESS)),
                List.of(),
                "s" + i);
    }

    private <T> List<T> all(IntFunction<Callable<T>> each) throws Exception {
        var together = new CountDownLatch(1);
        List<Future<T>> started = IntStream.range(0, SERVICES)
                .mapToObj(i -> threads.submit(() -> {
                    together.await();
                    return each.apply(i).call();
                }))
                .toList();
        together.countDown();
        var results = new ArrayList<T>();
        for (Future<T> one : started) {
            results.add(one.get());
        }
        return results;
    }

    private List<Submission> moveAll() throws Exception {
        return all(i -> () -> provider.zone(Orders.ZONE, LIMIT).submit(move(i)));
    }

    private List<Call> changes() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.CHANGE_RECORDS)
                .toList();
    }

    @Test
    void allAreTakenInAFewRequests() throws Exception {
        assertThat(moveAll()).hasOnlyElementsOfType(Submission.Accepted.class);

        assertThat(changes()).hasSizeLessThan(12);
        assertThat(changes().stream()
                        .filter(Call::accepted)
                        .mapToInt(call -> call.batch().size())
                        .sum())
                .isEqualTo(4 * SERVICES);
    }

    @Test
    void theOneThatAnotherHandHasChangedIsRefusedAndTheOthersAreNot() throws Exception {
        poison(42);

        var submissions = moveAll();

        assertThat(submissions.get(42))
                .isInstanceOfSatisfying(Submission.Mismatch.class, mismatch -> assertThat(mismatch.detail())
                        .contains(host(42)));
        submissions.remove(42);
        assertThat(submissions).hasOnlyElementsOfType(Submission.Accepted.class);
        assertThat(changes()).hasSizeLessThan(15);
    }

    private void poison(int i) throws Exception {
        assertThat(provider.zone(Orders.ZONE, LIMIT)
                        .submit(new FencedChange(
                                List.of(address(i, Orders.EAST_ADDRESS)),
                                List.of(address(i, "203.0.113.9")),
                                List.of(),
                                "another writer")))
                .isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void manyReadsShareTheirRequests() throws Exception {
        List<FenceReading> fences = all(i -> () -> provider.zone(Orders.ZONE, LIMIT)
                .records(Fence.recordName(host(i)))
                .fence());

        assertThat(fences).containsOnly(new FenceReading.Present(OLD));
        assertThat(world.route53.calls()).hasSizeLessThan(20);
    }

    @Test
    void oneChangeIsAskedForOnceByAllThatWaitForIt() throws Exception {
        world.route53.setPace(Pace.DEMO.withDelays(Duration.ofMillis(100), Duration.ofHours(1)));
        var taken = (Submission.Accepted) provider.zone(Orders.ZONE, LIMIT).submit(move(0));

        assertThat(all(_ -> () -> provider.zone(Orders.ZONE, LIMIT).progress(taken.token())))
                .containsOnly(Progress.PENDING);

        assertThat(world.route53.calls().stream().filter(call -> call.operation() == Operation.GET_CHANGE))
                .hasSizeLessThan(4);
    }

    /** The account is busy with others: the budget gives way and finds its rate again. */
    @Test
    void goesOnThroughThrottling() throws Exception {
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.throttling(), 2);

        assertThat(moveAll()).hasOnlyElementsOfType(Submission.Accepted.class);
    }

    @Test
    void aWriteDoesNotWaitForReads() throws Exception {
        var reads = IntStream.range(0, 40)
                .mapToObj(i ->
                        threads.submit(() -> provider.zone(Orders.ZONE, LIMIT).progress("C0NONE" + i)))
                .toList();

        long begin = System.nanoTime();
        assertThat(provider.zone(Orders.ZONE, LIMIT).submit(move(0))).isInstanceOf(Submission.Accepted.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(reads).anyMatch(read -> !read.isDone());
    }
}
