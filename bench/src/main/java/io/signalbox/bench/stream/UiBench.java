package io.signalbox.bench.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.bench.Percentile;
import io.signalbox.bench.TemporaryFolders;
import io.signalbox.bench.browser.BrowserTab;
import io.signalbox.bench.stream.LoadedCell.Ordered;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon the dashboard shows 1,000 services in a real browser, and how soon a change that an order makes, while others change as well.
 */
public final class UiBench {

    private static final int SERVICES = Integer.getInteger("signalbox.bench.services", 1_000);
    private static final int LOADS = 5;
    private static final int FROZEN = 8;
    private static final int UPDATES = 200;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int QUARTER = UPDATES / 4;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final int NO_BROWSER = 2;
    private static final double MEBI = 1_048_576;

    /** Signs in and returns when the first services are painted, and when all are known. */
    private static final String LOAD = """
            new Promise((done, failed) => {
              const begin = performance.now();
              let first = 0;
              const end = setTimeout(() => failed(new Error('not all services are shown')), 60000);
              document.getElementById('token').value = '%s';
              document.querySelector('.gate').requestSubmit();
              const look = () => requestAnimationFrame(() => {
                const now = performance.now() - begin;
                if (!first && document.querySelector('.line')) first = now;
                const known = [...document.querySelectorAll('.chip b')].reduce((sum, chip) => sum + Number(chip.textContent.replaceAll(',', '')), 0);
                if (known < %d) return look();
                clearTimeout(end);
                done([first, now]);
              });
              look();
            })
            """;

    /** Notes when each numbered reason is first in the document. */
    private static final String WATCH = """
            window.shownAt = {};
            new MutationObserver(() => {
              for (const line of document.querySelectorAll('.what')) {
                const number = /number (\\d+)$/.exec(line.textContent)?.[1];
                if (number) window.shownAt[number] ??= Date.now();
              }
            }).observe(document.querySelector('.lines'), {childList: true, subtree: true, characterData: true});
            """;

    private final LoadedCell cell;
    private final BrowserTab tab;

    private UiBench(LoadedCell cell, BrowserTab tab) {
        this.cell = cell;
        this.tab = tab;
    }

    public static void main(String[] arguments) {
        var program = BrowserTab.program();
        if (program.isEmpty()) {
            System.err.println("make bench-ui needs Chromium; on Debian: apt-get install chromium");
            System.exit(NO_BROWSER);
        }
        Path directory = TemporaryFolders.create("signalbox-ui-");
        try (var cell = new LoadedCell(directory, SERVICES);
                var watch = new CellWatch(cell.bootstrap());
                var tab = BrowserTab.open(program.get(), directory)) {
            System.out.printf("%,d services, and Chromium%n", SERVICES);
            cell.offer(cell.checks());
            awaitKnown(watch, cell.sites());
            new UiBench(cell, tab).measure();
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage() + "; logs are in " + directory);
            System.exit(1);
        }
        TemporaryFolders.delete(directory);
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    private static void awaitKnown(CellWatch watch, int sites) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (watch.known() < sites) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only %d of %d sites are known".formatted(watch.known(), sites));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        System.out.printf("  %,d sites are known%n", sites);
    }

    private void measure() {
        var first = new ArrayList<Long>();
        var all = new ArrayList<Long>();
        for (int load = 1; load <= LOADS; load++) {
            JsonNode times = load();
            first.add(Math.round(times.path(0).asDouble()));
            all.add(Math.round(times.path(1).asDouble()));
            System.out.printf("  load %d: first after %d ms, all after %d ms%n", load, first.getLast(), all.getLast());
        }
        List<Update> updates = updates();
        long heap = tab.liveHeap();
        System.out.printf(
                "RESULT bench-ui first_paint_ms=%d update_p99_ms=%d heap_mib=%.1f all_ms=%d update_p50_ms=%d updates=%d"
                        + " ordered_p99_ms=%d services=%d%n",
                median(first),
                Percentile.of(updates, 99, Update::answered),
                heap / MEBI,
                median(all),
                Percentile.of(updates, 50, Update::answered),
                updates.size(),
                Percentile.of(updates, 99, Update::ordered),
                SERVICES);
    }

    private static long median(List<Long> all) {
        return Percentile.of(all, 50, Long::longValue);
    }

    private JsonNode load() {
        tab.visit(cell.uri() + "/ui/", "token");
        return tab.run(LOAD.formatted(cell.token(), SERVICES));
    }

    /** @param ordered milliseconds from the order to the page @param answered from the answer that it is in effect */
    private record Update(long ordered, long answered) {}

    /** Freezes some services again and again, while others lose their site. */
    private List<Update> updates() {
        System.out.printf("  %d orders while other services lose their site%n", UPDATES);
        List<ServiceName> services =
                cell.topology().services().stream().map(Service::name).toList();
        tab.run("document.getElementById('find').value = 'frozen';"
                + " document.getElementById('find').dispatchEvent(new Event('input')); " + WATCH);
        Map<Integer, Ordered> effective = new TreeMap<>();
        for (int number = 1; number <= UPDATES; number++) {
            ServiceName frozen = services.get(number % FROZEN);
            effective.put(number, cell.freeze(frozen, "number " + number));
            cell.lose(services.get(FROZEN + number), cell.active());
            if (number % QUARTER == 0) {
                System.out.printf("  %d orders%n", number);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        LockSupport.parkNanos(SETTLE.toNanos());
        JsonNode shown = tab.run("window.shownAt");
        var times = new ArrayList<Update>();
        effective.forEach((number, ordered) -> {
            JsonNode when = shown.path(String.valueOf(number));
            if (when.isMissingNode()) {
                throw new IllegalStateException("order " + number + " was never shown");
            }
            times.add(new Update(when.asLong() - ordered.sentAt(), Math.max(0, when.asLong() - ordered.answeredAt())));
        });
        return times;
    }
}
