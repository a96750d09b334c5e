package io.signalbox.contract.topology.environment;

import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.Variables;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What is different in one environment: the topology that it is based on, values for its references, changes. */
final class EnvironmentFile {

    private static final String BASE = "base";
    private static final String VALUES = "values";
    private static final String CHANGES = "changes";

    private final Cursor root;
    private final Fields fields;
    private final Map<String, String> values = new LinkedHashMap<>();

    private EnvironmentFile(Cursor root) {
        this.root = root;
        this.fields = root.fields(BASE, VALUES, CHANGES);
        if (fields.has(VALUES)) {
            fields.at(VALUES).entries().all().forEach(this::value);
        }
    }

    /** True for a map with the key {@code base}, which no topology has. */
    static boolean isOne(Node root) {
        return root instanceof MappingNode map
                && map.getValue().stream()
                        .anyMatch(entry -> entry.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(BASE));
    }

    static EnvironmentFile of(Cursor root) {
        return new EnvironmentFile(root);
    }

    private void value(String name, Cursor at) {
        if (!Variables.isName(name)) {
            at.problem("expected the name of a reference such as ZONE, for ${ZONE} in the base");
        } else if (!(at.node() instanceof ScalarNode)) {
            at.expected("a text");
        } else {
            values.put(name, at.raw());
        }
    }

    /** The file that this one is based on, as it is written; null if that is wrong, which has been reported then. */
    @Nullable
    String base() {
        Cursor at = fields.at(BASE);
        return at.raw().isBlank() ? at.expected("the file of a topology, seen from this file's folder") : at.raw();
    }

    void baseUnreadable(IOException e) {
        fields.at(BASE).problem("cannot be read: " + e);
    }

    /** The base with this environment's values and changes; null if that is not possible, which has been reported then. */
    @Nullable
    Node applied(Node base) {
        if (isOne(base)) {
            fields.at(BASE).problem("expected a topology, got another environment's file");
            return null;
        }
        Findings findings = root.findings();
        var replacement = new ValueReplacement(values, findings);
        Node whole = replacement.in(base);
        Cursor changes = fields.at(CHANGES);
        if (changes.node() != null) {
            Node changed = replacement.once(changes.node());
            whole = new Merge(findings).of(whole, changed, CHANGES);
        }
        replacement.unused().forEach(name -> fields.at(VALUES)
                .entries()
                .at(name)
                .problem("expected ${" + name + "} somewhere in the base or in the changes, found none"));
        return whole;
    }
}
