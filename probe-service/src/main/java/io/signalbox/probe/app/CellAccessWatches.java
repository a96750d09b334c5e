package io.signalbox.probe.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.kafka.AccessWatch;
import io.signalbox.kafka.CellAccess;
import io.signalbox.probe.kafka.CellPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Watches the access to each cell's Kafka, for the log and readiness. Probing goes on without any of them. */
@ApplicationScoped
class CellAccessWatches {

    private final Prober prober;
    private final Path credentials;
    private final Map<Cell, AccessWatch> watches = new ConcurrentHashMap<>();

    CellAccessWatches(Prober prober, ProbeSettings settings) {
        this.prober = prober;
        this.credentials = settings.kafka().credentials();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void follow() {
        prober.running()
                .ifPresent(running -> follow(
                        running.cells().publishers().stream()
                                .map(CellPublisher::cell)
                                .collect(Collectors.toSet()),
                        running.vantage()));
    }

    private void follow(Set<Cell> cells, VantageName vantage) {
        cells.forEach(cell -> watches.computeIfAbsent(cell, it -> begin(it, vantage)));
        watches.forEach((cell, watch) -> {
            if (!cells.contains(cell)) {
                watches.remove(cell);
                watch.close();
            }
        });
    }

    private AccessWatch begin(Cell cell, VantageName vantage) {
        var watch = new AccessWatch(CellAccess.of(cell, credentials), cell.bootstrap(), AccessTable.prober(vantage));
        watch.start();
        return watch;
    }

    /** Empty while the cell's Kafka gives the access that is needed. */
    Optional<String> problem(CellName cell) {
        return watches.entrySet().stream()
                .filter(each -> each.getKey().name().equals(cell))
                .flatMap(each -> each.getValue().problem().stream())
                .findFirst();
    }

    void stop(@Observes ShutdownEvent event) {
        watches.values().forEach(AccessWatch::close);
    }
}
