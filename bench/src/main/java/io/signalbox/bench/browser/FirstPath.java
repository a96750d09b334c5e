package io.signalbox.bench.browser;

import io.signalbox.bench.TemporaryFolders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a first-time user: clone, folder, {@code make demo KEEP=1}, one curl that breaks a site, and the page that says why the traffic
 * has moved. Each command is the one that the step before has printed.
 */
public final class FirstPath {

    private static final int COMMANDS = 5;
    private static final int NO_BROWSER = 2;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Pattern BREAK = Pattern.compile("curl -X POST (http\\S+/sites/(\\S+)/refuse)");
    private static final Pattern PAGE = Pattern.compile("(http\\S+/ui/#/services/\\S+)");
    private static final Pattern TOKEN = Pattern.compile("(?m)^ *token (\\S+)$");

    /** Signs in and returns the sentence when it says that the traffic is elsewhere, and why. */
    private static final String ASK = """
            new Promise((done, failed) => {
              setTimeout(() => failed(new Error('the page does not say that the traffic has left %1$s: ' + document.querySelector('.lead')?.textContent)), 55000);
              document.getElementById('token').value = '%2$s';
              document.querySelector('.gate').requestSubmit();
              const look = () => {
                const sentence = document.querySelector('.lead')?.textContent ?? '';
                if (sentence.includes(' is on ') && !sentence.includes(' is on %1$s')) return done(sentence);
                setTimeout(look, 50);
              };
              look();
            })
            """;

    private FirstPath() {}

    /** @param arguments the repository to clone */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var program = BrowserTab.program();
        if (program.isEmpty()) {
            System.err.println("make first-path needs Chromium; on Debian: apt-get install chromium");
            System.exit(NO_BROWSER);
        }
        Path folder = TemporaryFolders.create("signalbox-first-path-");
        Process demo = null;
        try {
            long begin = System.nanoTime();
            told(begin, "git clone " + arguments[0] + " signalbox");
            cloned(arguments[0], folder);
            told(begin, "cd signalbox");
            told(begin, "make demo KEEP=1");
            Path log = folder.resolve("demo.log");
            demo = demo(folder.resolve("signalbox"), log);
            Process running = demo;
            String site = printed(log, running, BREAK).group(2);
            String page = printed(log, running, PAGE).group(1);
            String token = printed(log, running, TOKEN).group(1);
            double demoSeconds = seconds(begin);
            String command = printed(log, running, BREAK).group(1);
            told(begin, "curl -X POST " + command);
            post(URI.create(command));
            told(begin, "open " + page);
            String sentence;
            try (var tab = BrowserTab.open(program.get(), folder)) {
                tab.visit(page, "token");
                sentence = tab.run(ASK.formatted(site, token)).asText();
            }
            System.out.println("  " + sentence);
            System.out.printf(
                    Locale.ROOT,
                    "RESULT first-path commands=%d seconds=%.1f demo_s=%.1f why_s=%.1f%n",
                    COMMANDS,
                    seconds(begin),
                    demoSeconds,
                    seconds(begin) - demoSeconds);
        } finally {
            stop(demo);
        }
        TemporaryFolders.delete(folder);
    }

    private static void told(long begin, String command) {
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(begin), command);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void cloned(String repository, Path folder) throws IOException, InterruptedException {
        int code = new ProcessBuilder("git", "clone", "-q", new File(repository).getAbsolutePath(), "signalbox")
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("git clone ended with " + code);
        }
    }

    private static Process demo(Path folder, Path log) throws IOException {
        var builder = new ProcessBuilder("make", "demo", "KEEP=1")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // The demo's make must not take these variables for its own.
        builder.environment().keySet().removeAll(List.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS"));
        return builder.start();
    }

    /** Waits until the demo has printed it. */
    private static Matcher printed(Path log, Process demo, Pattern wanted) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Matcher found = wanted.matcher(text(log));
            if (found.find()) {
                return found;
            }
            if (!demo.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("make demo has not printed " + wanted + ": " + text(log));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void post(URI uri) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException(uri + " was answered with " + status);
        }
    }

    private static void stop(@Nullable Process demo) throws InterruptedException {
        if (demo != null) {
            List<ProcessHandle> all = demo.descendants().toList();
            demo.destroy();
            all.forEach(ProcessHandle::destroy);
            demo.waitFor();
        }
    }
}
