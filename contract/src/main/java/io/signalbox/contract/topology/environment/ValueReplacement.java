package io.signalbox.contract.topology.environment;

import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.Variables;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Replaces the references of an environment's values in all texts; other references stay. Each node is looked at once. */
final class ValueReplacement {

    private final Map<String, String> values;
    private final Findings findings;
    private final Set<String> used = new HashSet<>();
    private final Map<Node, @Nullable Node> done = new IdentityHashMap<>();

    ValueReplacement(Map<String, String> values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    List<String> unused() {
        return values.keySet().stream().filter(name -> !used.contains(name)).toList();
    }

    /** A copy with the values; what is shared by aliases stays shared. */
    Node in(Node node) {
        return copy(node, false);
    }

    /** The same of something that may not have aliases, so that a walk through it visits each node once. */
    Node once(Node node) {
        return copy(node, true);
    }

    private Node copy(Node node, boolean once) {
        if (node instanceof ScalarNode scalar) {
            return text(scalar);
        }
        if (done.containsKey(node)) {
            Node known = done.get(node);
            if (known == null) {
                findings.at(node, "", "expected lists and maps that do not contain themselves");
            } else if (once) {
                findings.at(node, "", "expected no aliases in changes");
            }
            return known == null ? node : known;
        }
        done.put(node, null);
        Node copy =
                switch (node) {
                    case SequenceNode list ->
                        new SequenceNode(
                                list.getTag(),
                                true,
                                list.getValue().stream()
                                        .map(item -> copy(item, once))
                                        .toList(),
                                list.getFlowStyle(),
                                list.getStartMark(),
                                list.getEndMark());
                    case MappingNode map ->
                        new MappingNode(
                                map.getTag(),
                                true,
                                map.getValue().stream()
                                        .map(entry ->
                                                new NodeTuple(entry.getKeyNode(), copy(entry.getValueNode(), once)))
                                        .toList(),
                                map.getFlowStyle(),
                                map.getStartMark(),
                                map.getEndMark());
                    default -> node;
                };
        done.put(node, copy);
        return copy;
    }

    private Node text(ScalarNode scalar) {
        String replaced = Variables.partly(scalar.getValue(), values, used::add);
        return replaced.equals(scalar.getValue())
                ? scalar
                : new ScalarNode(
                        scalar.getTag(),
                        true,
                        replaced,
                        scalar.getScalarStyle(),
                        scalar.getStartMark(),
                        scalar.getEndMark());
    }
}
