package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.yaml.YamlProblem;
import java.util.List;

/** The result of another look. */
public sealed interface Reload {

    /** The source has the same content as before. */
    record Unchanged() implements Reload {}

    /** {@code after} is in force now. */
    record Replaced(Topology before, Topology after) implements Reload {}

    /** The source has problems; what was in force stays in force. Said again at each look until it is repaired. */
    record Rejected(List<YamlProblem> problems) implements Reload {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
