package io.signalbox.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Counts the system calls of a running process with strace, which slows the process down meanwhile. */
final class SystemCalls {

    private static final Duration TIME = Duration.ofSeconds(4);
    private static final String PROBE = "connect";

    private SystemCalls() {}

    /** System calls of all threads for each connection; empty if strace is missing. */
    static OptionalDouble perProbe(String who, long pid, Path directory) {
        var strace = ExternalProgram.find("strace");
        if (strace.isEmpty()) {
            System.out.println("strace is not installed");
            return OptionalDouble.empty();
        }
        Map<String, Long> calls = count(strace.get(), pid, directory.resolve("strace"));
        double probes = calls.getOrDefault(PROBE, 0L);
        if (probes == 0) {
            return OptionalDouble.empty();
        }
        System.out.printf(
                "%s, system calls per probe: %s%n",
                who,
                calls.entrySet().stream()
                        .filter(call -> call.getValue() >= probes / 10)
                        .map(call -> "%s %.1f".formatted(call.getKey(), call.getValue() / probes))
                        .collect(Collectors.joining(", ")));
        return OptionalDouble.of(
                calls.values().stream().mapToLong(Long::longValue).sum() / probes);
    }

    private static Map<String, Long> count(Path strace, long pid, Path output) {
        var command = List.of(strace.toString(), "-f", "-c", "-o", output.toString(), "-p", String.valueOf(pid));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            LockSupport.parkNanos(TIME.toNanos());
            process.destroy();
            int _ = process.waitFor();
            return parse(Files.readAllLines(output));
        } catch (IOException e) {
            throw new UncheckedIOException("strace cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** Lines of time, seconds, microseconds per call, calls, sometimes errors, and the name. */
    private static Map<String, Long> parse(List<String> lines) {
        var calls = new TreeMap<String, Long>();
        for (String line : lines) {
            String[] words = line.trim().split("\\s+", -1);
            if (words.length >= 5 && words[3].matches("\\d+") && !words[words.length - 1].equals("total")) {
                calls.put(words[words.length - 1], Long.parseLong(words[3]));
            }
        }
        return calls;
    }
}
