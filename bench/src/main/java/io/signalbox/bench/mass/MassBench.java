package io.signalbox.bench.mass;

import io.signalbox.bench.TemporaryFolders;
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
 * {@code make bench-mass}: 1,000 services of one zone lose their site at once, and the records of one do not match. The
 * commands go through Kafka to a real actuator, which has moved a few names before, and to a Route 53 that allows five
 * requests a second. The exit code is 1 unless that one is refused and all others are moved.
 */
public final class MassBench {

    private static final int SERVICES = Integer.getInteger("signalbox.bench.services", 1_000);

    /** Services moved before the measurement, as a warm-up. */
    private static final int EARLIER = 50;

    /** After this pause the full request budget is available again. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private MassBench() {}

    public static void main(String[] arguments) {
        Path directory = TemporaryFolders.create("signalbox-mass-");
        try (var cell = new ActuatorSetup(directory, EARLIER, SERVICES);
                var move = new RegionMove(cell.names(), cell.bootstrap())) {
            move.awaitCalm();
            move.run(cell.names().movedEarlier());
            LockSupport.parkNanos(PAUSE.toNanos());
            int before = cell.route53().calls().size();
            System.out.printf("%,d services in one zone, one with records that do not match; 5 requests/s%n", SERVICES);
            move.run(cell.names().lost());
            print(cell, move, before);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage() + "; logs are in " + directory);
            System.exit(1);
        }
        TemporaryFolders.delete(directory);
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    private static void print(ActuatorSetup cell, RegionMove move, int before) {
        if (!move.refused().keySet().equals(Set.of(cell.names().mismatched().name()))) {
            throw new IllegalStateException(
                    "expected only " + cell.names().mismatched().name() + " to be refused, got " + move.refused());
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
