package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.yaml.YamlProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The topology that a cell's service follows. A broken file never replaces the one in force. Thread-safe. */
public final class TopologyFollower {

    /** Receives every replacement, and the same problems once. */
    public interface Listener {
        void replaced(Topology before, Topology after);

        void rejected(List<YamlProblem> problems);
    }

    private final TopologySource source;
    private volatile List<YamlProblem> problems = List.of();

    private TopologyFollower(TopologySource source) {
        this.source = source;
    }

    /**
     * Reads the topology for the first time, as {@link TopologySource#open} does.
     *
     * @param cell that the topology must have
     * @param security the setting of this process, which the topology must repeat for the cell: probers read it there
     */
    public static TopologyFollower open(
            Optional<Path> file, Map<String, String> environment, String cell, String security)
            throws InvalidTopologyException {
        var source = TopologySource.open(file, environment, topology -> otherSecurity(topology, cell, security));
        var cells = source.current().cells().stream()
                .map(known -> known.name().value())
                .toList();
        if (!cells.contains(cell)) {
            String expected = "expected one of the topology's cells " + cells + ", got \"" + cell + "\"";
            throw new InvalidTopologyException("signalbox.cell", List.of(new YamlProblem(0, "", expected)));
        }
        return new TopologyFollower(source);
    }

    private static List<YamlProblem> otherSecurity(Topology topology, String cell, String security) {
        List<Cell> cells = topology.cells();
        return IntStream.range(0, cells.size())
                .filter(at -> cells.get(at).name().value().equals(cell))
                .filter(at -> !cells.get(at).security().toString().equals(security))
                .mapToObj(at -> new YamlProblem(
                        0,
                        "cells[" + at + "].security",
                        "expected " + security + ", which signalbox.kafka.security (SIGNALBOX_KAFKA_SECURITY) of this"
                                + " process says for its cell " + cell + ", got "
                                + cells.get(at).security()))
                .toList();
    }

    public Topology current() {
        return source.current();
    }

    /** The problems that keep the newest file from being in force; empty if there are none. */
    public List<YamlProblem> problems() {
        return problems;
    }

    /** Looks again. */
    public synchronized void look(Listener listener) {
        switch (source.reload()) {
            case Reload.Unchanged _ -> problems = List.of();
            case Reload.Replaced(Topology before, Topology after) -> {
                problems = List.of();
                listener.replaced(before, after);
            }
            case Reload.Rejected(List<YamlProblem> found) -> {
                boolean known = found.equals(problems);
                problems = found;
                if (!known) {
                    listener.rejected(found);
                }
            }
        }
    }
}
