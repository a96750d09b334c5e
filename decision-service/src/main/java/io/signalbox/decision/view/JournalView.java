package io.signalbox.decision.view;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The newest journal entries of each service, by version. Thread-safe. */
public final class JournalView {

    /** What is kept in memory for each service; the topic keeps all. */
    private static final int KEPT = 1_000;

    private static final String ALL_SERVICES = "*";

    private final Map<String, NavigableMap<Long, JournalEntry>> entries = new ConcurrentHashMap<>();

    void add(JournalEntry entry) {
        ServiceName service = entry.service();
        String key = service == null ? ALL_SERVICES : service.value();
        NavigableMap<Long, JournalEntry> kept = entries.computeIfAbsent(key, _ -> new ConcurrentSkipListMap<>());
        kept.put(entry.version(), entry);
        while (kept.size() > KEPT) {
            kept.pollFirstEntry();
        }
    }

    /** The newest entries of a service below {@code before}, newest first. */
    public List<JournalEntry> newest(ServiceName service, long before, int limit) {
        NavigableMap<Long, JournalEntry> kept = entries.get(service.value());
        if (kept == null) {
            return List.of();
        }
        Collection<JournalEntry> below =
                kept.headMap(before, false).descendingMap().values();
        return below.stream().limit(limit).toList();
    }
}
