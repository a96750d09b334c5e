package io.signalbox.decision.view;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Journal entries for tests. */
final class Entries {

    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    static final CellName CELL = new CellName("us-west-2");

    private Entries() {}

    static JournalEntry entry(@Nullable String service, long version) {
        return entry(service, version, "verdict", null);
    }

    /** One second after noon for each version. */
    static JournalEntry entry(@Nullable String service, long version, String kind, @Nullable String directive) {
        return new JournalEntry(
                JournalEntry.VERSION,
                service == null ? null : new ServiceName(service),
                version,
                NOON.plusSeconds(version),
                kind,
                null,
                null,
                1,
                null,
                null,
                directive,
                null,
                Reason.of(kind, "a test"),
                null,
                null);
    }

    /** A service that has no fence yet. */
    static ServiceStatus state(String service) {
        return state(service, "unadopted");
    }

    static ServiceStatus state(String service, String phase) {
        return new ServiceStatus(
                ServiceStatus.VERSION,
                new ServiceName(service),
                CELL,
                service + ".example.com",
                1,
                phase,
                NOON,
                null,
                null,
                0,
                null,
                Reason.of("not-adopted", "a test"),
                List.of(),
                List.of(),
                null,
                null,
                null,
                "d1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
