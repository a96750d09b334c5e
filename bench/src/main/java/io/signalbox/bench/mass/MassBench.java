package io.signalbox.bench.mass;

import io.signalbox.bench.Folders;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.sandbox.aws.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code make bench-mass}: 1,000 services of one zone lose their site at once, and one of them has records that another hand
 * has changed. An actuator that has moved a few names before gets the commands. They go through Kafka to a real actuator and to a Route 53 that admits five requests a second. Ends
 * with 1 unless all the others are moved and that one is refused.
 */
public final class MassBench {

    private static final int SERVICES = Integer.getInteger("signalbox.bench.services", 1_000);

    /** The code that moves a name has run before, as it has in a process that adopted its services. */
    private static final int EARLIER = 50;

    /** After which the whole budget is there again. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private MassBench() {}

    public static void main(String[] arguments) {
        Path directory = Folders.temporary("signalbox-mass-");
        try (var cell = new LoneActuator(directory, EARLIER, SERVICES);
                var move = new RegionMove(cell.names(), cell.bootstrap())) {
            move.awaitCalm();
            move.run(cell.names().movedEarlier());
            LockSupport.parkNanos(PAUSE.toNanos());
            int before = cell.route53().calls().size();
            System.out.printf("%,d services in one zone, one of them poisoned; 5 requests/s%n", SERVICES);
            move.run(cell.names().lost());
            tell(cell, move, before);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage() + "; what happened is in " + directory);
            System.exit(1);
        }
        Folders.erase(directory);
        // The clients of Kafka leave threads that end later.
        System.exit(0);
    }

    private static void tell(LoneActuator cell, RegionMove move, int before) {
        if (!move.refused().keySet().equals(Set.of(cell.names().poisoned().name()))) {
            throw new IllegalStateException(
                    "expected only " + cell.names().poisoned().name() + " to be refused, got " + move.refused());
        }
        List<String> violations = cell.route53().audit().violations();
        if (!violations.isEmpty()) {
            throw new IllegalStateException(violations.getFirst());
        }
        Instant begin = Collections.min(move.received().values());
        System.out.printf("  all commands taken in within %d ms%n", last(begin, move.received()));
        List<Call> calls =
                cell.route53().calls().subList(before, cell.route53().calls().size());
        calls.forEach(call -> System.out.printf(
                "  %6d ms  %-22s %4d entries  %s%n",
                millis(begin, call.at()), call.operation(), call.batch().size(), call.result()));
        System.out.println("  refused: " + move.refused());
        if (!move.failures().isEmpty()) {
            System.out.println("  attempts that had to be repeated: " + move.failures());
        }
        long accepted = last(begin, move.accepted());
        long requests = calls.stream()
                .filter(call -> millis(begin, call.at()) <= accepted)
                .count();
        System.out.printf(
                "RESULT bench-mass accepted_ms=%d requests=%d done_ms=%d requests_in_all=%d throttled=%d repeated=%d%n",
                accepted,
                requests,
                last(begin, move.done()),
                calls.size(),
                calls.stream()
                        .filter(call -> call.result().equals("Throttling"))
                        .count(),
                move.failures().size());
    }

    private static long last(Instant begin, Map<ServiceName, Instant> moments) {
        return moments.values().stream()
                .mapToLong(moment -> millis(begin, moment))
                .max()
                .orElse(0);
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
