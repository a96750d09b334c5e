package io.signalbox.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a JVM's heap holds after a full collection. */
final class Heap {

    private static final int BYTES = 2;

    private Heap() {}

    static long of(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process = new ProcessBuilder(List.of(jcmd, String.valueOf(pid), "GC.class_histogram"))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith("Total"))
                    .map(line -> Long.parseLong(line.split(" +", -1)[BYTES]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no histogram of process " + pid + ": " + text));
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be run", e);
        }
    }
}
