package io.signalbox.actuator.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone.Progress;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologyReader;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.RecordChange;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many attempts against one zone of a Route 53 that admits five requests a second. */
class ManyAtOnceTest {

    private static final int SERVICES = 300;
    private static final int PER_SECOND = 5;
    private static final String GONE = "00000000-1111-2222-3333-444444444444";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Fence OLD = Orders.fence(1, Orders.EAST, "p1");
    private static final Fence NEW = Orders.fence(2, Orders.WEST, "p2");

    private final World world = new World();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Route53Provider provider;

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

    private static FencedChange moveTo(int i, RecordSet next) {
        return new FencedChange(
                List.of(fence(i, OLD), address(i, Orders.EAST_ADDRESS)),
                List.of(fence(i, NEW), next),
                List.of(),
                "s" + i);
    }

    private static RecordSet alias(int i, String target) {
        return new RecordSet(
                host(i),
                RecordType.A,
                null,
                null,
                null,
                List.of(),
                new RecordSet.AliasTarget(target, "Z1H1FL5HABSF5"),
                null,
                null);
    }

    private static RecordSet checked(int i, String healthCheck) {
        return new RecordSet(
                host(i), RecordType.A, 60L, null, null, List.of(Orders.WEST_ADDRESS), null, null, healthCheck);
    }

    private List<Submission> moveAllAnd(Map<Integer, FencedChange> poison) throws Exception {
        return all(i -> () -> provider.zone(Orders.ZONE, LIMIT).submit(poison.getOrDefault(i, move(i))));
    }

    private static void assertAllAccepted(List<Submission> submissions, Set<Integer> but) {
        for (int i = 0; i < SERVICES; i++) {
            if (!but.contains(i)) {
                assertThat(submissions.get(i)).as(host(i)).isInstanceOf(Submission.Accepted.class);
            }
        }
    }

    /** The error names no name: a policy allows all names but one. */
    @Test
    void aNameThatIsDeniedHoldsUpNoOther() throws Exception {
        world.route53.deny(host(42));

        var submissions = moveAll();

        assertThat(submissions.get(42))
                .isInstanceOfSatisfying(Submission.NotTaken.class, denied -> assertThat(denied.cause())
                        .isEqualTo("access-denied"));
        assertAllAccepted(submissions, Set.of(42));
        assertThat(changes()).hasSizeLessThan(30);
    }

    @Test
    void severalDeniedNamesHoldUpNoOther() throws Exception {
        Set<Integer> denied = Set.of(42, 151, 299);
        denied.forEach(i -> world.route53.deny(host(i)));

        var submissions = moveAll();

        denied.forEach(i -> assertThat(submissions.get(i)).isInstanceOf(Submission.NotTaken.class));
        assertAllAccepted(submissions, denied);
    }

    @Test
    void aZoneThatIsDeniedCostsFewRequestsAndIsToldToAll() throws Exception {
        IntStream.range(0, SERVICES).forEach(i -> world.route53.deny(host(i)));

        assertThat(moveAll()).allSatisfy(submission -> assertThat(submission)
                .isInstanceOfSatisfying(Submission.NotTaken.class, denied -> assertThat(denied.cause())
                        .isEqualTo("access-denied")));
        assertThat(changes()).hasSizeLessThan(15);
    }

    @Test
    void aZoneThatIsGoneCostsFewRequestsAndIsToldToAll() throws Exception {
        world.route53.deleteZone(world.zone);

        assertThat(all(i -> () -> submit(move(i))))
                .allSatisfy(cause -> assertThat(cause).isEqualTo("zone-not-found"));
        assertThat(changes()).hasSizeLessThan(15);
    }

    /** @return why it was not taken */
    private String submit(FencedChange change) {
        try {
            return provider.zone(Orders.ZONE, LIMIT).submit(change) instanceof Submission.NotTaken not
                    ? not.cause()
                    : "accepted";
        } catch (ZoneUnavailableException e) {
            return e.cause();
        }
    }

    @Test
    void aDeletedHealthCheckHoldsUpNoOther() throws Exception {
        var submissions = moveAllAnd(Map.of(42, moveTo(42, checked(42, GONE)), 43, moveTo(43, checked(43, GONE))));

        for (int i : List.of(42, 43)) {
            assertThat(submissions.get(i))
                    .isInstanceOfSatisfying(Submission.NotTaken.class, missing -> assertThat(missing.cause())
                            .isEqualTo("health-check-missing"));
        }
        assertAllAccepted(submissions, Set.of(42, 43));
        assertThat(changes()).hasSizeLessThan(15);
    }

    /** The error names the load balancer only. */
    @Test
    void aDeletedLoadBalancerHoldsUpNoOther() throws Exception {
        world.route53.aliasTargets().remove("gone.us-west-2.elb.amazonaws.com");

        var submissions = moveAllAnd(Map.of(42, moveTo(42, alias(42, "gone.us-west-2.elb.amazonaws.com"))));

        assertThat(submissions.get(42)).isInstanceOf(Submission.Mismatch.class);
        assertAllAccepted(submissions, Set.of(42));
        assertThat(changes()).hasSizeLessThan(15);
    }

    @Test
    void whatWasDeniedAloneGoesAloneUntilItIsAccepted() throws Exception {
        world.route53.deny(host(42));
        assertThat(provider.zone(Orders.ZONE, LIMIT).submit(move(42))).isInstanceOf(Submission.NotTaken.class);

        assertAllAccepted(moveAll(), Set.of(42));

        assertThat(changes())
                .filteredOn(call -> call.result().equals("AccessDenied"))
                .as("alone each time")
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.batch()).hasSize(4));
        world.route53.permit(host(42));
        assertThat(provider.zone(Orders.ZONE, LIMIT).submit(move(42))).isInstanceOf(Submission.Accepted.class);
    }

    private static List<Service> services() {
        return services(Set.of());
    }

    /** @param unchecked the services whose records bear a health check that does not exist */
    private static List<Service> services(Set<Integer> unchecked) {
        String services = IntStream.range(0, SERVICES)
                .mapToObj(i -> """
                          s%1$03d:
                            hostname: %2$s
                            dns: {zone: example.com, ttl: 60s, routing: %3$s}
                            sites:
                              - {name: us-east-1, priority: 1, address: {ipv4: [127.0.10.1]}%4$s}
                              - {name: us-west-2, priority: 2, address: {ipv4: [127.0.10.2]}%4$s}
                            probes: [{name: health, tcp: {port: 80}}]
                        """.formatted(
                                i,
                                host(i),
                                unchecked.contains(i) ? "failover" : "simple",
                                unchecked.contains(i) ? ", healthCheck: " + GONE : "")
                        .indent(2))
                .collect(Collectors.joining());
        String topology = """
                cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
                vantages: [us-east-1, eu-west-1, us-west-2]
                services:
                """ + services;
        return switch (TopologyReader.read(topology.getBytes(StandardCharsets.UTF_8), Map.of())) {
            case TopologyReader.Result.Read(Topology read) -> read.services();
            case TopologyReader.Result.Invalid invalid -> throw new IllegalStateException(invalid.toString());
        };
    }

    private Optional<List<Service>> forbidden() throws Exception {
        return provider.refusals(Orders.ZONE, services(), Duration.ZERO).map(Route53Provider.Refusals::denied);
    }

    /** Found before a move needs it, so that no batch fails because of it. */
    @Test
    void aHealthCheckThatIsKnownToBeDeletedCostsTheOthersNoRequest() throws Exception {
        assertThat(provider.refusals(Orders.ZONE, services(Set.of(42)), Duration.ZERO))
                .hasValueSatisfying(found -> assertThat(found.unchecked())
                        .extracting(Service::hostname)
                        .containsExactly(host(42)));
        int before = changes().size();

        var submissions = moveAllAnd(Map.of(42, moveTo(42, checked(42, GONE))));

        assertThat(submissions.get(42))
                .isInstanceOfSatisfying(Submission.NotTaken.class, missing -> assertThat(missing.cause())
                        .isEqualTo("health-check-missing"));
        assertAllAccepted(submissions, Set.of(42));
        assertThat(changes().subList(before, changes().size()))
                .filteredOn(call -> call.result().equals("NoSuchHealthCheck"))
                .singleElement()
                .satisfies(call -> assertThat(call.batch()).hasSize(4));
    }

    /** Who may not list them finds out when a change is refused. */
    @Test
    void healthChecksThatCannotBeListedForbidNothing() throws Exception {
        world.route53
                .faults()
                .inject(Operation.LIST_HEALTH_CHECKS, new Fault.Error(403, "AccessDenied", "not authorized"));
        assertThat(provider.refusals(Orders.ZONE, services(Set.of(42)), Duration.ZERO))
                .hasValueSatisfying(found -> assertThat(found.unchecked()).isEmpty());
        assertAllAccepted(moveAll(), Set.of());
    }

    /** Asked before a move needs it, so that the move itself need not search. */
    @Test
    void aNameThatIsKnownToBeForbiddenCostsTheOthersNoRequest() throws Exception {
        world.route53.deny(host(42));
        assertThat(forbidden())
                .hasValueSatisfying(
                        found -> assertThat(found).extracting(Service::hostname).containsExactly(host(42)));
        int before = changes().size();

        assertAllAccepted(moveAll(), Set.of(42));

        assertThat(changes().subList(before, changes().size()))
                .hasSizeLessThan(13)
                .filteredOn(call -> call.result().equals("AccessDenied"))
                .singleElement()
                .satisfies(call -> assertThat(call.batch()).hasSize(4));
    }

    @Test
    void aNameThatIsForbiddenNoLongerGoesWithTheOthers() throws Exception {
        world.route53.deny(host(42));
        assertThat(forbidden()).hasValueSatisfying(found -> assertThat(found).hasSize(1));
        world.route53.permit(host(42));

        assertThat(forbidden()).hasValueSatisfying(found -> assertThat(found).isEmpty());
        int before = changes().size();

        assertAllAccepted(moveAll(), Set.of());

        assertThat(changes().subList(before, changes().size())).hasSizeLessThan(12);
    }

    @Test
    void askingForPermissionsChangesNothingAndCostsOneRequestIfAllArePermitted() throws Exception {
        var stored = world.stored();

        assertThat(forbidden()).hasValueSatisfying(found -> assertThat(found).isEmpty());

        assertThat(changes()).singleElement().satisfies(call -> {
            assertThat(call.result()).isEqualTo("InvalidChangeBatch");
            assertThat(call.batch()).hasSize(2 * SERVICES).allSatisfy(change -> assertThat(change.action())
                    .isEqualTo(RecordChange.Action.DELETE));
        });
        assertThat(world.stored()).isEqualTo(stored);
    }

    @Test
    void nothingIsKnownOfPermissionsWhileRoute53DoesNotAnswer() throws Exception {
        world.route53.deny(host(42));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.internalError());

        assertThat(forbidden()).isEmpty();
    }

    /** A zone that was deleted and created again has another id. */
    @Test
    void looksUpAZoneAgainThatIsGone() throws Exception {
        world.route53.deleteZone(world.zone);
        HostedZone again = world.route53.createZone(Orders.ZONE);
        again.seed(Stream.of(address(0, Orders.EAST_ADDRESS), fence(0, OLD))
                .map(ResourceRecordSet::of)
                .toList());

        assertThat(provider.zone(Orders.ZONE, LIMIT).submit(move(0)))
                .isInstanceOfSatisfying(Submission.NotTaken.class, gone -> assertThat(gone.cause())
                        .isEqualTo("zone-not-found"));
        assertThat(provider.zone(Orders.ZONE, LIMIT).submit(move(0))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void manyReadsShareTheirRequests() throws Exception {
        List<FenceReading> fences = all(i -> () -> provider.zone(Orders.ZONE, LIMIT)
                .records(Fence.recordName(host(i)))
                .fence());

        assertThat(fences).containsOnly(new FenceReading.Present(OLD));
        assertThat(world.route53.calls()).hasSizeLessThan(20);
    }

    /** A request that returned the records of others is no request for this one. */
    @Test
    void aReadThatWasPassedByIsPostponedAndHasNotFailed() throws Exception {
        var slow = world.provider(1);
        slow.zone(Orders.ZONE, LIMIT);
        Future<LiveRecords> first =
                threads.submit(() -> slow.zone(Orders.ZONE, LIMIT).records(host(0)));

        assertThatThrownBy(
                        () -> slow.zone(Orders.ZONE, Duration.ofMillis(1_600)).records(host(299)))
                .isInstanceOfSatisfying(ZoneUnavailableException.class, late -> assertThat(late.isNotAsked())
                        .as(late.getMessage())
                        .isTrue());

        assertThat(first.get().traffic()).hasSize(1);
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
