package io.signalbox.infra.stack;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A topology's file, or that of an environment. */
public final class ExampleTopology {

    private ExampleTopology() {}

    /** With the defaults of all variables, whatever is set where this runs. */
    public static Topology read(Path file) throws InvalidTopologyException {
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }
}
