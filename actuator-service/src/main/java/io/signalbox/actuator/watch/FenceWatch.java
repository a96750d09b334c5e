package io.signalbox.actuator.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.Outcomes;
import io.signalbox.contract.Fence;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.RecordType;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SignalObject;
import io.signalbox.contract.topology.Service;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows every service's fence as the name servers answer it, and says what has changed since it last said something.
 * Nothing is remembered across a restart, so each start says everything once.
 */
public final class FenceWatch {

    private static final Logger LOG = Logger.getLogger(FenceWatch.class);

    private final AuthoritativeServers servers;
    private final DriftWatch drift;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final @Nullable SignalWatch signals;
    private final Map<ServiceName, Watched> watched = new ConcurrentHashMap<>();

    /** One service's last words. Touched by one look at a time. */
    private static final class Watched {
        private @Nullable FenceReading published;
        private @Nullable String failing;
        private volatile long epoch;
        private Meter.@Nullable Id meter;
    }

    /** Where no service has a signal. */
    public FenceWatch(
            AuthoritativeServers servers,
            DriftWatch drift,
            Outcomes outcomes,
            InstantSource clock,
            MeterRegistry meters) {
        this(servers, drift, outcomes, clock, meters, null);
    }

    public FenceWatch(
            AuthoritativeServers servers,
            DriftWatch drift,
            Outcomes outcomes,
            InstantSource clock,
            MeterRegistry meters,
            @Nullable SignalWatch signals) {
        this.signals = signals;
        this.servers = servers;
        this.drift = drift;
        this.outcomes = outcomes;
        this.clock = clock;
        this.meters = meters;
    }

    /** Services that are no longer there are forgotten, with their gauges. */
    public void retain(List<ServiceName> services) {
        drift.retain(services);
        watched.entrySet().removeIf(entry -> {
            boolean gone = !services.contains(entry.getKey());
            if (gone && entry.getValue().meter != null) {
                meters.remove(entry.getValue().meter);
            }
            return gone;
        });
    }

    /** Looks once. Not to be called for one service by two threads at once. */
    public void look(Service service) {
        var state = watched.computeIfAbsent(service.name(), _ -> new Watched());
        var question = new Question(Fence.recordName(service.hostname()), RecordType.TXT);
        var questions = new ArrayList<>(Expectation.questions(service));
        questions.add(question);
        List<Replies> replies = servers.ask(service.dns().zone(), questions);
        switch (Sight.of(replies, question)) {
            case Sight.Clear(FenceReading reading, String detail) -> {
                beside(service, state, reading, detail);
                // Only of a fence that the decision has heard of.
                if (reading instanceof FenceReading.Present(Fence fence) && reading.equals(state.published)) {
                    drift.look(service, fence, replies);
                }
            }
            case Sight.Blurred(String why, String detail) -> failed(service, state, why, detail);
        }
    }

    /** The newer of the record and the signal is the fence; where the signal cannot be read, nobody knows. */
    private void beside(Service service, Watched state, FenceReading record, String detail) {
        SignalObject signal = service.dns().signal();
        if (signal == null || signals == null) {
            seen(service, state, record, detail, "");
            return;
        }
        try {
            var seen = signals.look(service, signal, record);
            seen(service, state, seen.reading(), detail + "; beside it " + signal, seen.trouble());
        } catch (ActionFailedException e) {
            failed(service, state, "signal-" + e.cause(), signal + ": " + e.getMessage());
        }
    }

    /** @param trouble that keeps nobody from seeing; empty for none */
    private void seen(Service service, Watched state, FenceReading reading, String detail, String trouble) {
        if (!trouble.isEmpty()) {
            failed(service, state, trouble, detail);
        } else if (state.failing != null) {
            LOG.infof("fence watch sees again service=%s", service.name());
            state.failing = null;
        }
        show(service, state, reading);
        if (reading.equals(state.published)) {
            return;
        }
        try {
            outcomes.publish(new FenceSighting(
                    Outcome.VERSION, service.name(), clock.instant(), sight(reading), reading.fence(), detail));
        } catch (RuntimeException e) {
            // Not published, so still news at the next look.
            failed(service, state, "not-published", String.valueOf(e.getMessage()));
            return;
        }
        state.published = reading;
        LOG.infof("fence seen service=%s fence=%s", service.name(), reading.describe());
    }

    private void show(Service service, Watched state, FenceReading reading) {
        Fence fence = reading.fence();
        state.epoch = fence == null ? 0 : fence.epoch();
        if (state.meter == null) {
            state.meter = Gauge.builder("signalbox.fence.epoch", state, each -> each.epoch)
                    .description("The routing decision that the name servers answer; 0 without a readable fence")
                    .tag("service", service.name().value())
                    .register(meters)
                    .getId();
        }
    }

    private void failed(Service service, Watched state, String why, String detail) {
        meters.counter("signalbox.fence.watch.failures", "cause", why).increment();
        if (!Objects.equals(state.failing, why)) {
            LOG.warnf("fence watch sees nothing service=%s reason=%s: %s", service.name(), why, detail);
            state.failing = why;
        }
    }

    private static FenceSighting.Sight sight(FenceReading reading) {
        return switch (reading) {
            case FenceReading.Present _ -> FenceSighting.Sight.PRESENT;
            case FenceReading.Absent _ -> FenceSighting.Sight.ABSENT;
            case FenceReading.Unreadable _ -> FenceSighting.Sight.UNREADABLE;
        };
    }
}
