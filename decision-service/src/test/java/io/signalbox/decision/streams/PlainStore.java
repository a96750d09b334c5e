package io.signalbox.decision.streams;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store without metrics, which are most of what a store in memory costs; it tells what was put since it was last asked. */
final class PlainStore implements KeyValueStore<String, byte[]> {

    private final String name;
    private final TreeMap<String, byte[]> entries = new TreeMap<>();
    private final Map<String, byte[]> written = new LinkedHashMap<>();

    PlainStore(String name) {
        this.name = name;
    }

    Map<String, byte[]> entries() {
        return Map.copyOf(entries);
    }

    void replace(Map<String, byte[]> others) {
        entries.clear();
        entries.putAll(others);
        written.clear();
    }

    /** What was put since the last call. */
    Map<String, byte[]> written() {
        var all = Map.copyOf(written);
        written.clear();
        return all;
    }

    @Override
    public void put(String key, byte @Nullable [] value) {
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
            written.put(key, value);
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(String key, byte[] value) {
        byte[] known = entries.get(key);
        if (known == null) {
            put(key, value);
        }
        return known;
    }

    @Override
    public void putAll(List<KeyValue<String, byte[]>> all) {
        all.forEach(each -> put(each.key, each.value));
    }

    @Override
    public byte @Nullable [] delete(String key) {
        return entries.remove(key);
    }

    @Override
    public byte @Nullable [] get(String key) {
        return entries.get(key);
    }

    @Override
    public KeyValueIterator<String, byte[]> range(String from, String to) {
        return iterator(entries.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<String, byte[]> all() {
        return iterator(entries);
    }

    private static KeyValueIterator<String, byte[]> iterator(Map<String, byte[]> of) {
        Iterator<Map.Entry<String, byte[]>> each = new ArrayList<>(of.entrySet()).iterator();
        return new KeyValueIterator<>() {
            @Override
            public void close() {
                // Nothing is open.
            }

            @Override
            public String peekNextKey() {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public KeyValue<String, byte[]> next() {
                var entry = each.next();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }
        };
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // Nothing is to be restored.
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
