package io.signalbox.bench.stream;

import io.signalbox.bench.TemporaryFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@code make bench-stream}: finds the highest rate of observations that decision-service keeps up with; then the
 * active site of every service fails at once. Broker, service and load share the machine. The exit code is 1 if the
 * service cannot sustain any rate.
 */
public final class StreamBench {

    private static final int SERVICES = Integer.getInteger("signalbox.bench.services", 1_000);
    private static final double GENTLE_RATE = 20_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(90);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final double NANOS = 1e9;
    /** The rate of the commit to compare with, measured in the same run; null for none. */
    private static final @Nullable String BEFORE = System.getProperty("signalbox.bench.before-per-s");

    private static final Duration POLL = Duration.ofSeconds(1);

    private StreamBench() {}

    public static void main(String[] arguments) {
        Path directory = TemporaryFolders.create("signalbox-stream-");
        try (var cell = new LoadedCell(directory, SERVICES)) {
            System.out.printf("%,d services, %,d checks%n", SERVICES, cell.checks());
            double cold = warmUp(cell);
            MeasurementWindow best = new RateSearch(cell).run();
            print(best, cold, lose(cell));
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage() + "; logs are in " + directory);
            System.exit(1);
        }
        TemporaryFolders.delete(directory);
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    /** Until the code is compiled and every site is UP. @return the seconds from the first observation until every site is UP */
    private static double warmUp(LoadedCell cell) {
        long begin = System.nanoTime();
        cell.offer(GENTLE_RATE);
        CellReading reading = cell.read();
        while (reading.up() < cell.sites()) {
            if (System.nanoTime() - begin > WARM_UP_LIMIT.toNanos()) {
                throw new IllegalStateException(
                        "only %d of %d sites are UP after %d s, and the service is %.1f s behind"
                                .formatted(
                                        reading.up(),
                                        cell.sites(),
                                        WARM_UP_LIMIT.toSeconds(),
                                        reading.behindSeconds()));
            }
            LockSupport.parkNanos(POLL.toNanos());
            reading = cell.read();
        }
        double seconds = (System.nanoTime() - begin) / NANOS;
        System.out.printf("all %,d sites are UP %.1f s after the first observations%n", cell.sites(), seconds);
        LockSupport.parkNanos(WARM_UP.toNanos());
        return seconds;
    }

    private static SiteLoss.Times lose(LoadedCell cell) {
        cell.offer(GENTLE_RATE);
        LockSupport.parkNanos(SETTLE.toNanos());
        try (var loss = new SiteLoss(cell)) {
            return loss.measure();
        }
    }

    private static void print(MeasurementWindow best, double cold, SiteLoss.Times loss) {
        System.out.printf(
                "the active site of every service fails, at %,.0f observations/s: all DOWN after %,d ms,"
                        + " %,d moves commanded, the last after %,d ms%n",
                GENTLE_RATE, loss.downMillis(), loss.commanded(), loss.commandedMillis());
        System.out.printf(
                "RESULT bench-stream observations_per_s=%.0f offered_per_s=%.0f seconds=%.1f service_cpu_s=%.1f"
                        + " broker_cpu_s=%.1f load_cpu_s=%.1f lag=%d all_down_ms=%d cold_s=%.1f%s%n",
                best.sustained(),
                best.offered(),
                best.seconds(),
                best.serviceSeconds(),
                best.brokerSeconds(),
                best.loadSeconds(),
                best.to().lag(),
                loss.downMillis(),
                cold,
                BEFORE == null ? "" : " ratio_before=%.2f".formatted(best.sustained() / Double.parseDouble(BEFORE)));
    }
}
