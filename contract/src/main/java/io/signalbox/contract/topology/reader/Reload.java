package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.yaml.YamlProblem;
import java.util.List;

/** The result of reading the source again. */
public sealed interface Reload {

    /** The source has the same content as before. */
    record Unchanged() implements Reload {}

    /** {@code after} is in force now. */
    record Replaced(Topology before, Topology after) implements Reload {}

    /** The source has problems; the topology in force stays in force. Reported at each reading until it is repaired. */
    record Rejected(List<YamlProblem> problems) implements Reload {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
