package io.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The live bytes of a JVM's heap after a full collection, without filler objects of the collector. */
public final class LiveHeap {

    /** A histogram line: rank, instances, bytes, class. */
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(?<bytes>\\d+)\\s+(?<type>\\S+).*");

    private LiveHeap() {}

    public static long of(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process = new ProcessBuilder(List.of(jcmd, String.valueOf(pid), "GC.class_histogram"))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            long bytes = text.lines()
                    .map(LINE::matcher)
                    .filter(line -> line.matches() && !line.group("type").contains("jdk.internal.vm.Filler"))
                    .mapToLong(line -> Long.parseLong(line.group("bytes")))
                    .sum();
            if (bytes == 0) {
                throw new IllegalStateException("no histogram of process " + pid + ": " + text);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be run", e);
        }
    }
}
