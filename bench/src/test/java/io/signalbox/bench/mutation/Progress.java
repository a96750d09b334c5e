package io.signalbox.bench.mutation;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.pitest.mutationtest.ClassMutationResults;
import org.pitest.mutationtest.DetectionStatus;
import org.pitest.mutationtest.ListenerArguments;
import org.pitest.mutationtest.MutationResult;
import org.pitest.mutationtest.MutationResultListener;
import org.pitest.mutationtest.MutationResultListenerFactory;

/** Counts results as they come, and prints a line about them every ten seconds. */
final class Progress implements MutationResultListenerFactory, MutationResultListener {

    static final String NAME = "PROGRESS";
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final IntSupplier expected;
    private final long began = System.nanoTime();
    private final Map<String, Integer> survived = new TreeMap<>();
    private final Map<String, Integer> untested = new TreeMap<>();
    private long printed = began;
    private int all;
    private int killed;
    private int timedOut;

    /** @param expected the number of mutations that will run; asked when results come */
    Progress(IntSupplier expected) {
        this.expected = expected;
    }

    @Override
    public void handleMutationResult(ClassMutationResults results) {
        results.getMutations().forEach(this::count);
        long now = System.nanoTime();
        if (now - printed >= PAUSE) {
            printed = now;
            System.out.printf("%d of %d mutations, %d killed, %d s%n", all, expected.getAsInt(), killed, seconds());
        }
    }

    private void count(MutationResult result) {
        all++;
        DetectionStatus status = result.getStatus();
        if (status.isDetected()) {
            killed++;
        } else {
            survived.merge(result.getDetails().getClassName().asJavaName(), 1, Integer::sum);
        }
        if (status == DetectionStatus.TIMED_OUT) {
            timedOut++;
        }
        if (status == DetectionStatus.NO_COVERAGE) {
            untested.merge(result.getDetails().getClassName().asJavaName(), 1, Integer::sum);
        }
    }

    long seconds() {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    /** Prints the classes with survivors, those with most first, and the share killed. */
    void print(int every) {
        survived.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> System.out.printf(
                        "%4d survived in %s, %d of them where no test comes%n",
                        entry.getValue(), entry.getKey(), untested.getOrDefault(entry.getKey(), 0)));
        System.out.printf(
                "RESULT mutation killed_percent=%.1f mutations=%d killed=%d timed_out=%d seconds=%d sample=%d%n",
                100.0 * killed / Math.max(1, all), all, killed, timedOut, seconds(), every);
    }

    int all() {
        return all;
    }

    @Override
    public MutationResultListener getListener(Properties properties, ListenerArguments arguments) {
        return this;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Prints how far the run is";
    }

    @Override
    public void runStart() {}

    @Override
    public void runEnd() {}
}
