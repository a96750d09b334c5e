package io.signalbox.contract.topology.environment;

import io.signalbox.contract.topology.yaml.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Merges changes into a base. A map changes the keys that it has, and removes those whose value is {@code null}. A list
 * of items with a {@code name} changes those of the same name, adds the others, and removes those with {@code absent:
 * true}. Anything else replaces the value of the base.
 */
final class Merge {

    private static final String NAME = "name";
    private static final String ABSENT = "absent";

    private final Findings findings;

    Merge(Findings findings) {
        this.findings = findings;
    }

    /** @param path of {@code changes} in its file */
    Node of(Node base, Node changes, String path) {
        if (base instanceof MappingNode map && changes instanceof MappingNode changed) {
            return maps(map, changed, path);
        }
        if (areMerged(base, changes) && base instanceof SequenceNode list && changes instanceof SequenceNode changed) {
            return lists(list, changed, path);
        }
        return changes;
    }

    private Node maps(MappingNode base, MappingNode changes, String path) {
        var entries = new ArrayList<>(base.getValue());
        for (NodeTuple change : changes.getValue()) {
            String key = text(change.getKeyNode());
            String below = path + "." + key;
            int at = indexOf(entries, key);
            boolean takenAway = change.getValueNode().getTag().equals(Tag.NULL);
            if (takenAway && at < 0) {
                findings.at(change.getKeyNode(), below, "expected a key that the base has, since null takes it away");
            } else if (takenAway) {
                entries.remove(at);
            } else if (at < 0) {
                entries.add(change);
            } else {
                entries.set(at, merged(entries.get(at), change, below));
            }
        }
        return new MappingNode(
                base.getTag(), true, entries, base.getFlowStyle(), base.getStartMark(), base.getEndMark());
    }

    /** Problems are reported where the key stands: in the changes if the value is theirs. */
    private NodeTuple merged(NodeTuple before, NodeTuple change, String path) {
        Node from = before.getValueNode();
        Node to = change.getValueNode();
        return areMerged(from, to) ? new NodeTuple(before.getKeyNode(), of(from, to, path)) : change;
    }

    private static boolean areMerged(Node base, Node changes) {
        return base instanceof MappingNode && changes instanceof MappingNode
                || base instanceof SequenceNode list
                        && changes instanceof SequenceNode changed
                        && isOfNamed(list)
                        && isOfNamed(changed);
    }

    private Node lists(SequenceNode base, SequenceNode changes, String path) {
        var items = new ArrayList<>(base.getValue());
        for (int i = 0; i < changes.getValue().size(); i++) {
            Node change = changes.getValue().get(i);
            String name = name(change).orElseThrow();
            String below = path + "[" + i + "]";
            int at = indexOfName(items, name);
            boolean takenAway = value(change, ABSENT).filter("true"::equals).isPresent();
            if (takenAway && at < 0) {
                findings.at(
                        change, below, "expected a name that the base has, since absent takes it away, got " + name);
            } else if (takenAway) {
                items.remove(at);
            } else if (at < 0) {
                items.add(change);
            } else {
                items.set(at, of(items.get(at), change, below));
            }
        }
        return new SequenceNode(
                base.getTag(), true, items, base.getFlowStyle(), base.getStartMark(), base.getEndMark());
    }

    private static boolean isOfNamed(SequenceNode list) {
        return list.getValue().stream().allMatch(item -> name(item).isPresent());
    }

    private static Optional<String> name(Node item) {
        return value(item, NAME);
    }

    private static Optional<String> value(Node item, String key) {
        return item instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(entry -> text(entry.getKeyNode()).equals(key))
                        .map(entry -> text(entry.getValueNode()))
                        .findFirst()
                : Optional.empty();
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int indexOf(List<NodeTuple> entries, String key) {
        for (int i = 0; i < entries.size(); i++) {
            if (text(entries.get(i).getKeyNode()).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOfName(List<Node> items, String name) {
        for (int i = 0; i < items.size(); i++) {
            if (name(items.get(i)).filter(name::equals).isPresent()) {
                return i;
            }
        }
        return -1;
    }
}
