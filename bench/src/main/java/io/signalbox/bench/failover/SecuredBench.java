package io.signalbox.bench.failover;

import io.signalbox.bench.Percentile;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code make bench-failover KAFKA=mtls}: the same failovers with a plaintext Kafka, and with one that demands certificates and gives
 * each principal its rights only; in turn, so that both see the same machine.
 */
public final class SecuredBench {

    private static final int FAILOVERS = Integer.getInteger("signalbox.bench.failovers", 60);
    private static final int ROUNDS = 2;

    private SecuredBench() {}

    /** @param costs one for each round */
    private record Measured(List<FailoverTimes> failovers, List<ProbeCost> costs) {

        long acceptedMillis(int percentile) {
            return Percentile.of(failovers, percentile, FailoverTimes::acceptedMillis);
        }

        long probesPerProcessorSecond() {
            long probes = costs.stream().mapToLong(ProbeCost::probes).sum();
            Duration time = costs.stream().map(ProbeCost::processorTime).reduce(Duration.ZERO, Duration::plus);
            return probes * 1_000 / time.toMillis();
        }
    }

    public static void main(String[] arguments) {
        WorldPlan plaintext = WorldPlan.DEMO.withStableFor(Duration.ofHours(1));
        var open = new Measured(new ArrayList<>(), new ArrayList<>());
        var secured = new Measured(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < ROUNDS; round++) {
            measure(plaintext, open);
            measure(plaintext.withSecuredKafka(), secured);
        }
        System.out.printf(
                Locale.ROOT,
                "RESULT bench-failover kafka=mtls accepted_p50_ms=%d plaintext_accepted_p50_ms=%d accepted_p99_ms=%d"
                        + " plaintext_accepted_p99_ms=%d probes_per_cpu_s=%d plaintext_probes_per_cpu_s=%d failovers=%d%n",
                secured.acceptedMillis(50),
                open.acceptedMillis(50),
                secured.acceptedMillis(99),
                open.acceptedMillis(99),
                secured.probesPerProcessorSecond(),
                open.probesPerProcessorSecond(),
                secured.failovers().size());
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    private static void measure(WorldPlan plan, Measured into) {
        FailoverBench.Round round = FailoverBench.round(plan, FAILOVERS / ROUNDS);
        into.failovers().addAll(round.failovers());
        into.costs().add(round.cost());
        System.out.printf(
                Locale.ROOT,
                "%s: accepted after %d ms (p50), %d probes in %d ms of processor time%n",
                plan.kafka(),
                Percentile.of(round.failovers(), 50, FailoverTimes::acceptedMillis),
                round.cost().probes(),
                round.cost().processorTime().toMillis());
    }
}
