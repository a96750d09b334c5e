package io.signalbox.bench;

import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code make bench-core}: how many observations per second one thread processes in the core, and how many bytes each
 * allocates.
 */
public final class CoreBench {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private CoreBench() {}

    /** The working directory must be the project's root. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(EvidenceBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        RunResult result = results.iterator().next();
        System.out.printf(
                "RESULT bench-core observations_per_s=%.0f bytes_per_observation=%.0f%n",
                result.getPrimaryResult().getScore(),
                Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                        .getScore());
    }
}
