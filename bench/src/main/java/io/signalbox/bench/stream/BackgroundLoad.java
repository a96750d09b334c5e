package io.signalbox.bench.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Other work on the same machine: processes that compute without a pause. The operating system shares the processors evenly, so that
 * three of them per processor leave about a quarter to one busy thread of anybody else.
 */
final class BackgroundLoad implements AutoCloseable {

    private static final int PER_PROCESSOR = 3;
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final List<Process> processes = new ArrayList<>();

    private BackgroundLoad() {}

    static BackgroundLoad start() {
        var load = new BackgroundLoad();
        for (int n = 0; n < PER_PROCESSOR * Runtime.getRuntime().availableProcessors(); n++) {
            load.add();
        }
        return load;
    }

    private void add() {
        try {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx16m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BackgroundLoad.class.getName(),
                            String.valueOf(ProcessHandle.current().pid()))
                    .inheritIO()
                    .start());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("no background load", e);
        }
    }

    /** Processor time that it has taken. */
    Duration used() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Computes until its parent has ended. */
    public static void main(String[] parent) {
        ProcessHandle starter = ProcessHandle.of(Long.parseLong(parent[0])).orElseThrow();
        long sum = 1;
        while (starter.isAlive()) {
            for (int n = 0; n < 50_000_000; n++) {
                sum = sum * 31 + n;
            }
        }
        System.exit((int) (sum & 1));
    }
}
