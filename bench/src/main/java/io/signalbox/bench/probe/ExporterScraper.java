package io.signalbox.bench.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Requests one probe after the other from a blackbox exporter, as Prometheus does, on persistent connections. */
final class ExporterScraper implements AutoCloseable {

    private static final int AT_ONCE = 8;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final LongAdder passed = new LongAdder();
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean closed;

    ExporterScraper(int exporter, List<String> addresses, int port) {
        for (int thread = 0; thread < AT_ONCE; thread++) {
            threads.execute(() -> {
                while (!closed) {
                    String address = addresses.get(Math.floorMod(next.getAndIncrement(), addresses.size()));
                    scrape(URI.create("http://127.0.0.1:%d/probe?module=health&target=http://%s:%d/healthz"
                            .formatted(exporter, address, port)));
                }
            });
        }
    }

    long passed() {
        return passed.sum();
    }

    private void scrape(URI uri) {
        try {
            String text = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            if (text.contains("\nprobe_success 1")) {
                passed.increment();
            }
        } catch (IOException _) {
            // The exporter is not up: the probe does not count.
            Thread.onSpinWait();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        http.shutdownNow();
    }
}
