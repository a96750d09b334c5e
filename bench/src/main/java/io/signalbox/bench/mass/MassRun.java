package io.signalbox.bench.mass;

import io.signalbox.bench.TemporaryFolders;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.StepOutcome.Result;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One loss of a region, with fresh actuators. Where there are several cells, each of them wants to move each service, and
 * one of them wins.
 */
final class MassRun {

    /** Services moved before the measurement, as a warm-up. */
    private static final int EARLIER = 50;

    /** After this time without a request the full budget is available again, and no check is under way. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final ActuatorSetup setup;
    private final List<RegionMove> moves;

    private MassRun(ActuatorSetup setup, List<RegionMove> moves) {
        this.setup = setup;
        this.moves = moves;
    }

    /**
     * @param acceptedMillis from the first command that an actuator got until Route 53 had accepted each service that is not
     *     poisoned
     * @param requests until then
     * @param doneMillis until each was proven
     * @param repeated attempts that had to be repeated
     * @param mostPerSecond requests of all cells in any second
     */
    record Measured(
            long acceptedMillis,
            long requests,
            long doneMillis,
            int requestsInAll,
            long throttled,
            int repeated,
            int mostPerSecond) {

        /** True if all cells together kept within the account's budget. */
        boolean budgetKept() {
            return throttled == 0 && mostPerSecond <= Pace.DEMO.requestsPerSecond();
        }
    }

    /** @throws IllegalStateException if a service that is not poisoned is not moved, or a poisoned one is */
    static Measured measure(List<CellName> cells, int services, Poisoning poisoning) {
        Path directory = TemporaryFolders.create("signalbox-mass-");
        try (var setup = new ActuatorSetup(directory, cells, EARLIER, services, poisoning)) {
            List<RegionMove> moves = setup.moves();
            try {
                Measured measured = new MassRun(setup, moves).measure(poisoning);
                TemporaryFolders.delete(directory);
                return measured;
            } finally {
                moves.forEach(RegionMove::close);
            }
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; logs are in " + directory, e);
        }
    }

    private Measured measure(Poisoning poisoning) {
        moves.forEach(RegionMove::awaitCalm);
        moves.forEach(move -> move.run(setup.names().movedEarlier()));
        int denied =
                poisoning == Poisoning.BEFORE_THE_START ? setup.names().denied().size() : 0;
        await(() -> setup.haveFoundDenied(denied) && isQuiet());
        if (poisoning == Poisoning.RIGHT_BEFORE_THE_MOVE) {
            setup.deny();
        }
        int before = setup.route53().calls().size();
        inEveryCell(setup.names().lost());
        List<Call> calls =
                setup.route53().calls().subList(before, setup.route53().calls().size());
        Map<ServiceName, Instant> accepted = earliest(moves.stream().map(RegionMove::accepted));
        requireExpected(accepted);
        return measured(calls, accepted);
    }

    private boolean isQuiet() {
        List<Call> calls = setup.route53().calls();
        return calls.isEmpty() || calls.getLast().at().isBefore(Instant.now().minus(QUIET));
    }

    private static void await(BooleanSupplier reached) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the actuators are still busy after " + LIMIT);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private void inEveryCell(List<Service> services) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = moves.stream()
                    .<Future<?>>map(move -> threads.submit(() -> move.run(services)))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Map<ServiceName, Instant> earliest(Stream<Map<ServiceName, Instant>> moments) {
        Map<ServiceName, Instant> earliest = new HashMap<>();
        moments.forEach(each -> each.forEach(
                (service, at) -> earliest.merge(service, at, (one, other) -> one.isBefore(other) ? one : other)));
        return earliest;
    }

    private void requireExpected(Map<ServiceName, Instant> accepted) {
        for (Service service : setup.names().lost()) {
            Poison poison = setup.names().poisoned().get(service.name());
            if (accepted.containsKey(service.name()) == (poison != null)) {
                throw new IllegalStateException(
                        service.name() + " with poison " + poison + ": accepted " + accepted.get(service.name()));
            }
            moves.forEach(move -> requireExplained(service.name(), poison, move));
        }
        List<String> violations = setup.route53().audit().violations();
        if (!violations.isEmpty()) {
            throw new IllegalStateException(violations.getFirst());
        }
    }

    /** A poisoned service is refused for its poison; any other only if another cell was first. */
    private void requireExplained(ServiceName service, @Nullable Poison poison, RegionMove move) {
        Result refused = move.refused().get(service);
        boolean explained = poison != null
                ? refused != null && poison.explains(refused)
                : refused == null || (moves.size() > 1 && isStale(refused));
        if (!explained) {
            throw new IllegalStateException(service + " in " + move.cell() + " with poison " + poison + ": " + refused);
        }
    }

    private static boolean isStale(Result result) {
        return result instanceof Refused refused && refused.why() == Refusal.STALE_FENCE;
    }

    private Measured measured(List<Call> calls, Map<ServiceName, Instant> accepted) {
        Instant begin = earliest(moves.stream().map(RegionMove::received)).values().stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
        calls.forEach(call -> System.out.printf(
                "  %6d ms  %-14s %-24s %4d entries  %s%n",
                millis(begin, call.at()),
                call.accessKey(),
                call.operation(),
                call.batch().size(),
                call.result()));
        List<String> failures =
                moves.stream().flatMap(move -> move.failures().stream()).toList();
        if (!failures.isEmpty()) {
            System.out.println("  attempts that had to be repeated: " + failures);
        }
        long until = last(begin, accepted.values());
        return new Measured(
                until,
                calls.stream().filter(call -> millis(begin, call.at()) <= until).count(),
                last(begin, earliest(moves.stream().map(RegionMove::done)).values()),
                calls.size(),
                calls.stream()
                        .filter(call -> call.result().equals("Throttling"))
                        .count(),
                failures.size(),
                mostPerSecond(calls.stream().map(Call::at).sorted().toList()));
    }

    private static int mostPerSecond(List<Instant> moments) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < moments.size(); last++) {
            while (!moments.get(first).plusSeconds(1).isAfter(moments.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private static long last(Instant begin, Collection<Instant> moments) {
        return moments.stream().mapToLong(moment -> millis(begin, moment)).max().orElse(0);
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
