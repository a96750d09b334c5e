package io.signalbox.decision.view;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.ServiceName;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When an override or a freeze last ended by time, in the part of the journal that was read. Thread-safe. */
public final class ExpiredHolds {

    /**
     * @param service {@code *} for all services
     * @param kind {@code override} or {@code freeze}
     */
    public record Hold(String service, String kind) {}

    private final Map<Hold, Instant> ended = new ConcurrentHashMap<>();

    void add(JournalEntry entry) {
        String kind = kind(entry);
        if (kind != null) {
            ServiceName service = entry.service();
            ended.put(new Hold(service == null ? Directive.EVERY_SERVICE : service.value(), kind), entry.at());
        }
    }

    private static @Nullable String kind(JournalEntry entry) {
        return switch (entry.knownKind()) {
            case OVERRIDE_EXPIRED -> "override";
            case FREEZE_EXPIRED -> "freeze";
            case null, default -> null;
        };
    }

    void forget(ServiceName service) {
        ended.keySet().removeIf(hold -> hold.service().equals(service.value()));
    }

    public Map<Hold, Instant> all() {
        return Map.copyOf(ended);
    }
}
