package io.signalbox.contract.topology.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects all problems, so that they are reported at once. Equal problems count once. */
public final class Findings {

    /** A position in the text. @param file as in {@link YamlProblem} @param index of the character, for the order of problems within one line */
    record Position(String file, int index, int line) {
        static final Position NONE = new Position("", 0, 0);
        static final Position START = new Position("", 0, 1);

        static Position of(Node node) {
            return node.getStartMark().map(Position::of).orElse(NONE);
        }

        static Position of(Mark mark) {
            return new Position(mark.getName(), mark.getIndex(), mark.getLine() + 1);
        }
    }

    private record Finding(int index, YamlProblem problem) {}

    private final Set<Finding> findings = new LinkedHashSet<>();

    void add(Position position, String path, String message) {
        findings.add(new Finding(position.index(), new YamlProblem(position.file(), position.line(), path, message)));
    }

    /** Reports a problem where a node begins. */
    public void at(Node node, String path, String message) {
        add(Position.of(node), path, message);
    }

    public boolean none() {
        return findings.isEmpty();
    }

    /** The number of problems so far, to find out whether reading something adds one. */
    public int count() {
        return findings.size();
    }

    public List<YamlProblem> inOrder() {
        return findings.stream()
                .sorted(Comparator.comparing(
                                (Finding finding) -> finding.problem().file())
                        .thenComparingInt(Finding::index))
                .map(Finding::problem)
                .toList();
    }
}
