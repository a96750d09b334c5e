package io.signalbox.actuator.watch;

import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a fence was rolled back: it is lower than one seen before, or than one that this cell's steps have
 * found at the provider. Name servers may be behind for a while, so all of them must have answered it for a minute, and
 * the provider's API must return the same. Used by one thread at a time.
 */
final class RollbackCheck {

    /** The time for which all name servers must agree before the provider is asked. */
    static final Duration LASTING = Duration.ofSeconds(60);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** An epoch more than this above the last is an error: a lower one after it is no rollback. */
    private static final long LARGEST_JUMP = 1_000;

    private final AtomicLong reported = new AtomicLong();
    private long highest;
    private @Nullable Fence lower;
    private Instant due = Instant.MAX;

    /** @param detail for a person */
    record Finding(State state, String detail) {

        static final Finding AS_EXPECTED = new Finding(State.AS_EXPECTED, "");
        static final Finding SPREADING = new Finding(State.SPREADING, "");
        static final Finding ROLLED_BACK = new Finding(State.ROLLED_BACK, "; the provider's API says the same");
    }

    enum State {
        AS_EXPECTED,
        /** A later fence was written a moment ago. */
        SPREADING,
        /** It is lower, and it is not known yet whether that lasts. */
        OPEN,
        ROLLED_BACK
    }

    Finding look(Service service, Fence fence, DnsProvider provider, Instant now) {
        boolean answeredLower = fence.epoch() < highest;
        if (!answeredLower && (highest == 0 || fence.epoch() - highest <= LARGEST_JUMP)) {
            highest = fence.epoch();
        }
        if (!answeredLower && fence.epoch() >= believed()) {
            reset();
            return Finding.AS_EXPECTED;
        }
        if (!fence.equals(lower)) {
            lower = fence;
            due = now.plus(LASTING);
        }
        if (!now.isBefore(due)) {
            return ask(service, fence, provider, now);
        }
        return answeredLower ? open("epoch " + highest + " was seen before") : Finding.SPREADING;
    }

    /** A step has found a fence of this epoch at the provider. For any thread. */
    void reported(long epoch) {
        reported.accumulateAndGet(epoch, Math::max);
    }

    private long believed() {
        long told = reported.get();
        return told - highest <= LARGEST_JUMP ? told : highest;
    }

    /** Name servers differ. */
    void reset() {
        lower = null;
        due = Instant.MAX;
    }

    private Finding ask(Service service, Fence fence, DnsProvider provider, Instant now) {
        due = now.plus(ASK_AGAIN);
        try {
            FenceReading stored = provider.zone(service.dns().zone(), LIMIT)
                    .records(Fence.recordName(service.hostname()))
                    .fence();
            if (!fence.equals(stored.fence())) {
                return open("the provider's API says " + stored.describe());
            }
            due = now.plus(LASTING);
            return Finding.ROLLED_BACK;
        } catch (ZoneUnavailableException e) {
            return open("the provider's API does not say: " + e.cause() + ": " + e.getMessage());
        }
    }

    private static Finding open(String detail) {
        return new Finding(State.OPEN, "; " + detail);
    }
}
