package io.signalbox.actuator.watch;

import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets the provider's API confirm the fence that a resolver answers for a private zone. The resolver's cache may be
 * behind, for up to 15 minutes if there was no fence; a network without the zone answers a public zone of the same
 * name. Each fence is confirmed once, and again every few minutes; that there is none, every few seconds. Used by one
 * thread at a time.
 */
final class FenceConfirmation {

    private static final Duration LASTING = Duration.ofMinutes(5);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private @Nullable FenceReading confirmed;
    private @Nullable FenceReading doubted;
    private String doubt = "";
    private Instant due = Instant.MIN;

    /** Why the answer does not count; empty if it does. */
    Optional<String> objection(Service service, FenceReading seen, DnsProvider provider, Instant now) {
        boolean asked = now.isBefore(due);
        if (asked && seen.equals(confirmed)) {
            return Optional.empty();
        }
        if (asked && seen.equals(doubted)) {
            return Optional.of(doubt);
        }
        Optional<String> objection = ask(service, seen, provider);
        confirmed = objection.isEmpty() ? seen : null;
        doubted = objection.isEmpty() ? null : seen;
        doubt = objection.orElse("");
        boolean lasting = objection.isEmpty() && seen instanceof FenceReading.Present;
        due = now.plus(lasting ? LASTING : ASK_AGAIN);
        return objection;
    }

    private static Optional<String> ask(Service service, FenceReading seen, DnsProvider provider) {
        try {
            FenceReading stored = provider.zone(service.dns().zone(), LIMIT)
                    .records(Fence.recordName(service.hostname()))
                    .fence();
            return stored.equals(seen)
                    ? Optional.empty()
                    : Optional.of("; the provider's API says " + stored.describe());
        } catch (ZoneUnavailableException e) {
            return Optional.of("; the provider's API does not say: " + e.cause() + ": " + e.getMessage());
        }
    }
}
