package io.signalbox.contract.topology.yaml;

import io.signalbox.contract.topology.yaml.Cursor.Read;
import io.signalbox.contract.topology.yaml.Findings.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The entries of one map. A missing entry is read as nothing, so that its reader reports what is expected. */
public final class Fields {

    private static final Pattern SIMPLE_KEY = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final Cursor at;
    private final Map<String, Cursor> entries = new LinkedHashMap<>();

    private Fields(Cursor at) {
        this.at = at;
    }

    /** @param known the keys that may occur; null when any may */
    static Fields of(Cursor at, MappingNode map, @Nullable List<String> known) {
        var fields = new Fields(at);
        for (NodeTuple tuple : map.getValue()) {
            fields.add(tuple, known);
        }
        return fields;
    }

    private void add(NodeTuple tuple, @Nullable List<String> known) {
        Position where = Position.of(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            at.findings().add(where, at.path(), "expected a text for a key, got a list or a map");
            return;
        }
        String name = key.getValue();
        String step = SIMPLE_KEY.matcher(name).matches() ? name : Cursor.quoted(name);
        Cursor entry = at.below(step, where, tuple.getValueNode());
        Cursor earlier = entries.get(name);
        if (known != null && !known.contains(name)) {
            entry.problem("unknown key, expected " + (known.isEmpty() ? "none" : "one of " + String.join(", ", known)));
        } else if (earlier != null) {
            entry.problem("given twice, first in line " + earlier.position().line());
        } else {
            entries.put(name, entry);
        }
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The entry, or an empty place if it is missing. */
    public Cursor at(String key) {
        Cursor entry = entries.get(key);
        return entry == null ? at.below(key, at.position(), null) : entry;
    }

    public Map<String, Cursor> all() {
        return entries;
    }

    public <T> @Nullable T required(String key, Read<T> read) {
        return read.from(at(key));
    }

    /** {@code absent} if the key is missing; null if its value is wrong. */
    public <T> @Nullable T optional(String key, T absent, Read<T> read) {
        return has(key) ? read.from(at(key)) : absent;
    }
}
