package io.signalbox.contract.topology.yaml;

import io.signalbox.contract.topology.yaml.Cursor.Read;
import io.signalbox.contract.topology.yaml.Findings.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The entries of one map. A missing entry is read as nothing, so that its reader reports what is expected. An entry that
 * cannot be read is reported and remembered: {@link #whole} then makes nothing of the map. What is not a map has no entries
 * and is never whole. Not thread-safe.
 */
public final class Fields {

    /** Reads a value from some entries; null if one of them is wrong, which has been reported then. */
    @FunctionalInterface
    public interface ReadSome<T> {
        @Nullable
        T from(Fields fields);
    }

    private static final Pattern SIMPLE_KEY = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final Cursor at;
    private final boolean map;
    private final Map<String, Cursor> entries;
    private final @Nullable Fields all;
    private boolean complete;

    private Fields(Cursor at, boolean map, Map<String, Cursor> entries, @Nullable Fields all) {
        this.at = at;
        this.map = map;
        this.entries = entries;
        this.all = all;
        this.complete = map;
    }

    /** The fields of something that is not a map, which has been reported. */
    static Fields none(Cursor at) {
        return new Fields(at, false, Map.of(), null);
    }

    /** @param known the keys that may occur; null when any may */
    static Fields of(Cursor at, MappingNode map, @Nullable List<String> known) {
        var fields = new Fields(at, true, new LinkedHashMap<>(), null);
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
        String step = SIMPLE_KEY.matcher(name).matches() ? name : ShownText.quoted(name);
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

    /** The only key of these that is there; null if it is none or several, which is reported unless this is no map. */
    public @Nullable String one(List<String> keys) {
        List<String> given = keys.stream().filter(this::has).toList();
        if (given.size() == 1) {
            return given.getFirst();
        }
        if (map) {
            at.problem("expected one of " + String.join(", ", keys) + ", got "
                    + (given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        return null;
    }

    /** The same entries for a reader of some of them: whole when these can be read. */
    public Fields part() {
        return new Fields(at, map, entries, this);
    }

    /** A value to be used in {@link #whole} only. */
    @SuppressWarnings("NullAway")
    public <T> T required(String key, Read<T> read) {
        T value = map ? read.from(at(key)) : null;
        if (value == null) {
            fail();
        }
        return value;
    }

    /** A value; {@code otherwise} if it is missing or cannot be read, which both are reported. */
    public <T> T required(String key, T otherwise, Read<T> read) {
        T value = map ? read.from(at(key)) : null;
        if (value == null) {
            fail();
            return otherwise;
        }
        return value;
    }

    /** A value that is made of several entries, to be used in {@link #whole} only. @param read gets a part of its own */
    @SuppressWarnings("NullAway")
    public <T> T combined(ReadSome<T> read) {
        T value = map ? read.from(part()) : null;
        if (value == null) {
            fail();
        }
        return value;
    }

    /** The value; {@code otherwise} if the key is missing or its value cannot be read. */
    public <T> T optional(String key, T otherwise, Read<T> read) {
        T value = has(key) ? read.from(at(key)) : otherwise;
        if (value == null) {
            fail();
            return otherwise;
        }
        return value;
    }

    /** Null if the key is missing or cannot be read; the map may be whole without it. */
    public <T> @Nullable T ifPresent(String key, Read<T> read) {
        return has(key) ? read.from(at(key)) : null;
    }

    /** Builds a value; null if one of its parts could not be read. */
    public <T> @Nullable T whole(Supplier<@Nullable T> value) {
        return complete ? value.get() : null;
    }

    /** True if all values so far could be read. */
    public boolean isComplete() {
        return complete;
    }

    /** Reports a value that could be read and does not fit the others. @param what is expected */
    public void reject(String key, String what) {
        at(key).expected(what);
        fail();
    }

    private void fail() {
        complete = false;
        if (all != null) {
            all.fail();
        }
    }
}
