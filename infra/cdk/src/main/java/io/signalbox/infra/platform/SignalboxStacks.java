package io.signalbox.infra.platform;

import io.signalbox.contract.topology.Topology;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awscdk.App;

/** One stack for each region with a vantage or a cell; for each cell also one with a Kafka. */
public final class SignalboxStacks {

    private SignalboxStacks() {}

    public static void add(App app, Topology topology) {
        Set<String> cells = new TreeSet<>();
        topology.cells().forEach(cell -> cells.add(cell.name().value()));
        Set<String> vantages = new TreeSet<>();
        topology.vantages().forEach(vantage -> vantages.add(vantage.value()));
        Set<String> regions = new TreeSet<>(cells);
        regions.addAll(vantages);
        for (String region : regions) {
            new SignalboxStack(app, region, topology, cells.contains(region), vantages.contains(region));
        }
        cells.forEach(region -> new KafkaStack(app, region));
    }
}
