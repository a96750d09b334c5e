package io.signalbox.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.codec.Codec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A tab of the installed Chromium without a window, driven by the DevTools protocol. */
public final class BrowserTab implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    private BrowserTab(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .join();
    }

    /** The browser that is installed; empty if there is none. */
    public static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static BrowserTab open(Path program, Path directory) {
        try {
            Path profile = Files.createDirectories(directory.resolve("browser"));
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--window-size=1440,900",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("browser.log").toFile())
                    .start();
            return new BrowserTab(process, page(profile.resolve("DevToolsActivePort")));
        } catch (IOException e) {
            throw new UncheckedIOException(program + " cannot be started", e);
        }
    }

    /** The browser writes its port to a file as soon as it listens. */
    private static URI page(Path file) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(file) || Files.readAllLines(file).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the browser does not listen within " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(file).getFirst() + "/json/list");
        try {
            String text = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode target : Codec.mapper().readTree(text)) {
                if (target.path("type").asText().equals("page")) {
                    return URI.create(target.path("webSocketDebuggerUrl").asText());
                }
            }
            throw new IllegalStateException("the browser has no page: " + text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the browser starts", e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void take(String message) {
        try {
            JsonNode answer = Codec.mapper().readTree(message);
            CompletableFuture<JsonNode> waiting = asked.remove(answer.path("id").asInt(0));
            if (waiting != null) {
                waiting.complete(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a command of the protocol. @return its result */
    public JsonNode ask(String method, Map<String, ?> parameters) {
        int id = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        try {
            String text = Codec.mapper().writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
            socket.sendText(text, true).join();
            JsonNode result = answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (result.has("error") || result.path("result").has("exceptionDetails")) {
                throw new IllegalStateException(method + ": " + result);
            }
            return result.path("result");
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the browser does not answer to " + method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the browser works", e);
        }
    }

    /** Opens a page, and waits until it has an element. @param id of the element */
    public void visit(String url, String id) {
        ask("Page.navigate", Map.of("url", "about:blank"));
        ask("Page.navigate", Map.of("url", url));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!run("Boolean(document.getElementById('" + id + "'))").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(url + " has no element " + id);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Runs a script in the page. @return its value, awaited if it is a promise */
    public JsonNode run(String script) {
        return ask("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true))
                .path("result")
                .path("value");
    }

    /** The bytes of the page's live objects. */
    public long liveHeap() {
        ask("HeapProfiler.collectGarbage", Map.of());
        return ask("Runtime.getHeapUsage", Map.of()).path("usedSize").asLong();
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
