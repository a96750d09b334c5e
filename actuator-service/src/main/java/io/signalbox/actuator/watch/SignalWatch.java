package io.signalbox.actuator.watch;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.actuator.core.SignalUpkeep;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Follows the signals beside the fences, and starts the completion of incomplete moves. */
public final class SignalWatch {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(SignalWatch.class);
    private static final Duration STEER = Duration.ofSeconds(10);
    private static final Duration HEED = Duration.ofMinutes(5);
    private static final String UNHEEDED = "signal-unheeded";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final SignalStore signals;
    private final SignalUpkeep upkeep;
    private final InstantSource clock;
    private final Map<ServiceName, Pause> pauses = new ConcurrentHashMap<>();
    private final Map<ServiceName, Heed> heeds = new ConcurrentHashMap<>();

    private final Map<ServiceName, Demand> demands = new ConcurrentHashMap<>();

    /** @param until from then on the controls are compared with it */
    private record Demand(boolean standby, Instant until) {}

    private record Pause(Instant until, Duration next) {}

    /**
     * The last look at the records.
     *
     * @param unheeded why the signal does not move them; empty when it does
     */
    private record Heed(Service service, Instant until, String unheeded) {}

    /** The report of a service. @param trouble stable, kebab-case; empty for none */
    record Seen(FenceReading reading, String trouble) {}

    public SignalWatch(SignalStore signals, SignalUpkeep upkeep, InstantSource clock) {
        this.signals = signals;
        this.upkeep = upkeep;
        this.clock = clock;
    }

    Seen look(Service service, SignalObject signal, FenceReading record) throws ActionFailedException {
        SignalReading found = signals.read(signal, new ActionAttempt(1, Deadline.after(LIMIT)));
        if (!(record instanceof FenceReading.Present(Fence fence))) {
            // A missing or unreadable record is reported, whatever the signal says.
            return new Seen(record, "");
        }
        String trouble = trouble(service, fence, found);
        if (trouble.equals("record-behind") || trouble.equals("signal-outlived")) {
            finish(service);
        } else {
            pauses.remove(service.name());
        }
        if (signal.controls() != null) {
            demanded(service, fence, found).ifPresent(standby -> steer(service, standby));
        }
        String unheeded = unheeded(service);
        return new Seen(found.joined(record), trouble.isEmpty() && !unheeded.isEmpty() ? UNHEEDED : trouble);
    }

    /** The last result. It is looked up in the background, first and after each topology change immediately. */
    private String unheeded(Service service) {
        Instant now = clock.instant();
        Heed heed = heeds.get(service.name());
        if (heed == null || !heed.service().equals(service) || !now.isBefore(heed.until())) {
            String before = heed == null ? "" : heed.unheeded();
            heeds.put(service.name(), new Heed(service, now.plus(HEED), before));
            Thread.ofVirtual().name("signal-heed").start(() -> heed(service, now));
        }
        return heed == null ? "" : heed.unheeded();
    }

    private void heed(Service service, Instant now) {
        String unheeded = upkeep.unheeded(service).orElse("");
        heeds.put(service.name(), new Heed(service, now.plus(HEED), unheeded));
        if (!unheeded.isEmpty()) {
            LOG.errorf("records do not heed the signal service=%s reason=%s", service.name(), unheeded);
        }
    }

    /**
     * The site that should have the traffic; empty while signal and record do not agree. The return is written to the
     * record first, and the record that name servers answer may be old: only both together show it.
     */
    private static Optional<Boolean> demanded(Service service, Fence record, SignalReading found) {
        boolean home = record.active().equals(service.preferred().name());
        return switch (found) {
            case SignalReading.Present(Fence signal, String _)
            when signal.epoch() >= record.epoch() ->
                Optional.of(!signal.active().equals(service.preferred().name()));
            case SignalReading.Absent _ when home && record.phase() == Fence.Phase.SETTLED -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Only a state that was demanded for a while is set: the cell that moves the traffic sets the controls itself. */
    private void steer(Service service, boolean standby) {
        Instant now = clock.instant();
        Demand before = demands.get(service.name());
        if (before == null || before.standby() != standby) {
            demands.put(service.name(), new Demand(standby, now.plus(STEER)));
        } else if (!now.isBefore(before.until())) {
            demands.put(service.name(), new Demand(standby, now.plus(STEER)));
            Thread.ofVirtual().name("signal-steer").start(() -> upkeep.steer(service, standby));
        }
    }

    private static String trouble(Service service, Fence fence, SignalReading found) {
        boolean home = fence.active().equals(service.preferred().name());
        return switch (found) {
            case SignalReading.Absent _ -> home ? "" : "signal-gone";
            case SignalReading.Unreadable _ -> "signal-unreadable";
            case SignalReading.Present(Fence signal, String _) -> {
                if (!SignalReading.joined(signal, fence).equals(fence)) {
                    yield "record-behind";
                }
                yield signal.epoch() < fence.epoch() && home && fence.phase() == Fence.Phase.SETTLED
                        ? "signal-outlived"
                        : "";
            }
        };
    }

    /** In the background, and less often while it does not help. */
    private void finish(Service service) {
        Instant now = clock.instant();
        Pause pause = pauses.get(service.name());
        if (pause != null && now.isBefore(pause.until())) {
            return;
        }
        Duration wait = pause == null ? FIRST_PAUSE : pause.next();
        Duration doubled = wait.multipliedBy(2);
        pauses.put(
                service.name(),
                new Pause(now.plus(wait), doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE));
        Thread.ofVirtual().name("signal-upkeep").start(() -> upkeep.finish(service));
    }
}
