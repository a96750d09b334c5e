package io.signalbox.decision.view;

import io.signalbox.contract.DirectiveLimits;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.ServiceName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest journal entries: a number for each service, and a number for all together, whatever the number of
 * services. The effect of a directive is known for {@link DirectiveLimits#KNOWN_FOR}, however much else happens. The
 * topic keeps all entries, and is not read from its beginning. One thread adds, any may read.
 */
public final class JournalView {

    /** @param offset in the topic */
    public record Kept(long offset, JournalEntry entry) {}

    /**
     * The wanted entries.
     *
     * @param service null for every service, and for entries about all of them
     * @param kinds empty for every kind
     * @param before the version for one service, the offset for all: only entries below it
     * @param limit how many at most
     */
    public record Query(
            @Nullable ServiceName service,
            Set<String> kinds,
            @Nullable Instant since,
            long before,
            int limit) {
        private boolean asksFor(JournalEntry entry) {
            return (kinds.isEmpty() || kinds.contains(entry.kind()))
                    && (since == null || !entry.at().isBefore(since));
        }
    }

    private static final String ALL_SERVICES = "*";

    private final int keptOfOne;
    private final int keptOfAll;
    private final ConcurrentNavigableMap<Long, JournalEntry> entries = new ConcurrentSkipListMap<>();
    private final Map<String, ConcurrentNavigableMap<Long, Kept>> ofService = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<String, JournalEntry> effects = new ConcurrentSkipListMap<>();
    private final Queue<JournalEntry> byAge = new ArrayDeque<>();
    private volatile long forgottenTo = -1;

    JournalView(int keptOfOne, int keptOfAll) {
        this.keptOfOne = keptOfOne;
        this.keptOfAll = keptOfAll;
    }

    /** Before anything is added. @param first the offset of the first entry that may be added */
    void begin(long first) {
        forgottenTo = first - 1;
    }

    void add(long offset, JournalEntry entry) {
        var own = ofService.computeIfAbsent(key(entry), _ -> new ConcurrentSkipListMap<>());
        Kept replaced = own.put(entry.version(), new Kept(offset, entry));
        if (replaced != null) {
            entries.remove(replaced.offset());
        }
        entries.put(offset, entry);
        know(entry);
        if (own.size() > keptOfOne) {
            forget(own.firstEntry().getValue());
        }
        if (entries.size() > keptOfAll) {
            var oldest = entries.firstEntry();
            forget(new Kept(oldest.getKey(), oldest.getValue()));
        }
    }

    private void know(JournalEntry entry) {
        String directive = entry.directive();
        if (directive != null && effects.putIfAbsent(directive, entry) == null) {
            byAge.add(entry);
        }
        Instant since = entry.at().minus(DirectiveLimits.KNOWN_FOR);
        for (JournalEntry oldest = byAge.peek(); oldest != null && oldest.at().isBefore(since); oldest = byAge.peek()) {
            byAge.remove();
            effects.remove(oldest.directive(), oldest);
        }
    }

    private void forget(Kept oldest) {
        JournalEntry entry = oldest.entry();
        entries.remove(oldest.offset());
        ofService.computeIfPresent(key(entry), (_, own) -> {
            own.remove(entry.version());
            return own.isEmpty() ? null : own;
        });
        forgottenTo = Math.max(forgottenTo, oldest.offset());
    }

    private static String key(JournalEntry entry) {
        ServiceName service = entry.service();
        return service == null ? ALL_SERVICES : service.value();
    }

    /** Newest first. */
    public List<Kept> page(Query query) {
        ServiceName service = query.service();
        return service == null
                ? entries.headMap(query.before(), false).descendingMap().entrySet().stream()
                        .filter(entry -> query.asksFor(entry.getValue()))
                        .limit(query.limit())
                        .map(entry -> new Kept(entry.getKey(), entry.getValue()))
                        .toList()
                : newest(service, query.before()).stream()
                        .filter(kept -> query.asksFor(kept.entry()))
                        .limit(query.limit())
                        .toList();
    }

    private Collection<Kept> newest(ServiceName service, long before) {
        NavigableMap<Long, Kept> own = ofService.get(service.value());
        return own == null
                ? List.of()
                : own.headMap(before, false).descendingMap().values();
    }

    /** True if every entry after this offset is kept. */
    boolean reachesBackTo(long offset) {
        return offset >= forgottenTo;
    }

    /** Those after an offset, oldest first. @param service null for all */
    List<Kept> after(long offset, @Nullable ServiceName service) {
        return entries.tailMap(offset, false).entrySet().stream()
                .filter(entry ->
                        service == null || service.equals(entry.getValue().service()))
                .map(entry -> new Kept(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The first entry with the effect or refusal of a directive. */
    public Optional<JournalEntry> effectOf(String directive) {
        return Optional.ofNullable(effects.get(directive));
    }

    /** The number of known orders for a service. @param service null for orders for all services */
    public long ordersSince(@Nullable ServiceName service, Instant since) {
        return effects.values().stream()
                .filter(entry -> !entry.at().isBefore(since))
                .filter(entry -> entry.service() == null || entry.service().equals(service))
                .count();
    }

    /** The id of a directive with this prefix. */
    public Optional<String> directiveLike(String beginning) {
        return Optional.ofNullable(effects.ceilingKey(beginning)).filter(id -> id.startsWith(beginning));
    }
}
