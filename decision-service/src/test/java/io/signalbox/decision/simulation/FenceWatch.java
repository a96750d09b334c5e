package io.signalbox.decision.simulation;

import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The watch of one actuator over one service's fence: what it says, and when, is what the real one does. */
final class FenceWatch {

    private static final long SAY_AGAIN = 60_000;
    private static final long LASTING = 60_000;
    private static final long ASK_AGAIN = 10_000;
    private static final long LARGEST_JUMP = 1_000;

    /** @param fence null where there is none that can be read */
    private record Reading(@Nullable Fence fence, boolean garbled) {

        static Reading of(Provider.Zone zone) {
            return new Reading(zone.fence(), zone.garbled());
        }

        Sight sight() {
            return fence != null ? Sight.PRESENT : garbled ? Sight.UNREADABLE : Sight.ABSENT;
        }
    }

    private enum Finding {
        AS_EXPECTED,
        SPREADING,
        OPEN,
        ROLLED_BACK
    }

    private final Agenda agenda;
    private final Provider provider;
    private final SignalUpkeep upkeep;
    private final ServiceName service;
    private final Service place;

    private @Nullable Reading published;
    private long publishedAt;
    private long highest;
    private long reported;
    private @Nullable Fence lower;
    private long due;

    /** @param service as it is called here @param place what it is to the world */
    FenceWatch(Attempt.Surroundings world, ServiceName service, Service place) {
        this.agenda = world.agenda();
        this.provider = world.provider();
        this.upkeep = new SignalUpkeep(world, place);
        this.service = service;
        this.place = place;
    }

    /** Looks once. @param clock the actuator's @return what is to be told; null for nothing */
    @Nullable
    FenceSighting look(Service described, Instant clock) {
        Provider.Zone answered = provider.servers().answered(place.name());
        if (answered == null) {
            lower = null;
            return null;
        }
        boolean signalled = SignalStore.isBeside(described) && answered.fence() != null;
        if (signalled && provider.signals().unreachable) {
            return null;
        }
        if (signalled) {
            upkeep.look(described.preferred().name(), answered.fence());
        }
        var reading = Reading.of(signalled ? provider.signals().joined(place.name(), answered) : answered);
        Finding finding = reading.fence() == null ? unread() : judge(reading.fence());
        boolean news = !Objects.equals(reading, published);
        boolean tells =
                switch (finding) {
                    case OPEN -> false;
                    case SPREADING -> news;
                    case AS_EXPECTED -> news || agenda.now() >= publishedAt + SAY_AGAIN;
                    case ROLLED_BACK -> true;
                };
        if (!tells) {
            return null;
        }
        published = reading;
        publishedAt = agenda.now();
        return new FenceSighting(
                Outcome.VERSION,
                service,
                clock,
                reading.sight(),
                reading.fence(),
                "all name servers agree",
                finding == Finding.ROLLED_BACK ? true : null);
    }

    /** True if a fence is the last that was told: only beside that are records looked at. */
    boolean hasTold(Fence fence) {
        return published != null && fence.equals(published.fence());
    }

    private Finding unread() {
        lower = null;
        return Finding.AS_EXPECTED;
    }

    private Finding judge(Fence fence) {
        boolean answeredLower = fence.epoch() < highest;
        if (!answeredLower && (highest == 0 || fence.epoch() - highest <= LARGEST_JUMP)) {
            highest = fence.epoch();
        }
        long believed = reported - highest <= LARGEST_JUMP ? reported : highest;
        if (!answeredLower && fence.epoch() >= believed) {
            return unread();
        }
        if (!fence.equals(lower)) {
            lower = fence;
            due = agenda.now() + LASTING;
        }
        if (agenda.now() >= due) {
            return ask(fence);
        }
        return answeredLower ? Finding.OPEN : Finding.SPREADING;
    }

    /** A step has found a fence at the provider, or has written it. */
    void reported(@Nullable Fence seen) {
        reported = Math.max(reported, seen == null ? 0 : seen.epoch());
    }

    private Finding ask(Fence fence) {
        due = agenda.now() + ASK_AGAIN;
        if (provider.unavailable || !fence.equals(provider.zone(place.name()).fence())) {
            return Finding.OPEN;
        }
        due = agenda.now() + LASTING;
        return Finding.ROLLED_BACK;
    }
}
