package io.signalbox.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The open-file limit of a running process, set with prlimit(1). */
record FileDescriptorLimit(long pid) {

    /** Several samples, so that files that are open only for a moment do not count. */
    private static final int LOOKS = 50;

    private static final long BETWEEN_NANOS = Duration.ofMillis(10).toNanos();
    private static final String LINE = "Max open files";

    /** Sets the limit so that no further file can be opened. @return the former limit */
    String allowNoMore() {
        String before = allowed();
        int free = lowestFree();
        for (int i = 0; i < LOOKS; i++) {
            LockSupport.parkNanos(BETWEEN_NANOS);
            free = Math.min(free, lowestFree());
        }
        allow(String.valueOf(free));
        return before;
    }

    private int lowestFree() {
        try (var open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            var numbers = open.map(each -> Integer.parseInt(each.getFileName().toString()))
                    .collect(Collectors.toSet());
            return IntStream.iterate(0, number -> number + 1)
                    .filter(number -> !numbers.contains(number))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the open files of process " + pid, e);
        }
    }

    void allow(String number) {
        try {
            var prlimit =
                    new ProcessBuilder("prlimit", "--pid", String.valueOf(pid), "--nofile=" + number + ":").start();
            if (prlimit.waitFor() != 0) {
                throw new IllegalStateException("process " + pid + " did not accept a limit of " + number + " files");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run prlimit", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting a limit", e);
        }
    }

    private String allowed() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "limits")).stream()
                    .filter(line -> line.startsWith(LINE))
                    .map(line -> line.substring(LINE.length()).trim().split("\\s+", -1)[0])
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the limits of process " + pid, e);
        }
    }
}
