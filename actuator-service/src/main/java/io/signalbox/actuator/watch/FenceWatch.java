package io.signalbox.actuator.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.OutcomeSink;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the fence of every service as the name servers answer it. Reports changes at once, and everything once a
 * minute. Nothing is remembered across a restart, so each start reports everything.
 */
public final class FenceWatch {

    private static final Logger LOG = Logger.getLogger(FenceWatch.class);

    /** The interval at which an unchanged fence is reported again, so that it is known to last. */
    private static final Duration SAY_AGAIN = Duration.ofSeconds(60);

    /** The limit of the answers in a report. */
    private static final int LONGEST_DETAIL = 2_000;

    private final AuthoritativeServers servers;
    private final DnsProvider provider;
    private final DriftWatch drift;
    private final OutcomeSink outcomes;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final @Nullable SignalWatch signals;
    private final Map<ServiceName, Watched> watched = new ConcurrentHashMap<>();

    /** The last report of one service. Used by one thread at a time. */
    private static final class Watched {
        private final RollbackCheck rollback = new RollbackCheck();
        private final FenceConfirmation confirmation = new FenceConfirmation();
        private @Nullable FenceReading published;
        private Instant publishedAt = Instant.MIN;
        private @Nullable String failing;
        private volatile long epoch;
        private Meter.@Nullable Id meter;
    }

    public FenceWatch(
            AuthoritativeServers servers,
            DnsProvider provider,
            DriftWatch drift,
            OutcomeSink outcomes,
            InstantSource clock,
            MeterRegistry meters,
            @Nullable SignalWatch signals) {
        this.signals = signals;
        this.servers = servers;
        this.provider = provider;
        this.drift = drift;
        this.outcomes = outcomes;
        this.clock = clock;
        this.meters = meters;
    }

    /** Forgets removed services, with their gauges. */
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

    /**
     * Remembers a fence that a step has found at the provider or has written: the name servers should soon answer it.
     */
    public void reported(Outcome outcome) {
        if (outcome instanceof StepOutcome step && step.fenceSeen() != null) {
            watched.computeIfAbsent(step.service(), _ -> new Watched())
                    .rollback
                    .reported(step.fenceSeen().epoch());
        }
    }

    /** Looks once. Must not be called for one service by two threads at once. */
    public void look(Service service) {
        var state = watched.computeIfAbsent(service.name(), _ -> new Watched());
        var question = new Question(Fence.recordName(service.hostname()), RecordType.TXT);
        var questions = new ArrayList<>(ExpectedRecords.questions(service));
        questions.add(question);
        List<Replies> replies = servers.ask(service.dns().zone(), questions);
        switch (FenceSight.of(replies, question)) {
            case FenceSight.Clear(FenceReading reading, String detail) -> {
                boolean cached = AuthoritativeServers.areCached(replies);
                Optional<String> objection = cached
                        ? state.confirmation.objection(service, reading, provider, clock.instant())
                        : Optional.empty();
                if (objection.isPresent()) {
                    failed(service, state, "not-confirmed", detail + objection.get());
                } else {
                    beside(service, state, reading, detail);
                    drift(service, state, reading, replies, cached);
                }
            }
            case FenceSight.Blurred(String why, String detail) -> {
                state.rollback.reset();
                failed(service, state, why, detail);
            }
        }
    }

    /** Only for a fence that was reported. */
    private void drift(Service service, Watched state, FenceReading reading, List<Replies> replies, boolean cached) {
        if (reading instanceof FenceReading.Present(Fence fence) && reading.equals(state.published)) {
            if (cached || ExpectedRecords.of(service, fence).isEmpty()) {
                drift.lookAtStored(service, fence, provider);
            } else {
                drift.look(service, fence, replies);
            }
        }
    }

    /** The newer of record and signal is the fence; if the signal cannot be read, the fence is unknown. */
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
            failed(service, state, FailureCause.SIGNAL + e.cause(), signal + ": " + e.getMessage());
        }
    }

    private void seen(Service service, Watched state, FenceReading reading, String detail, String trouble) {
        RollbackCheck.Finding finding = rollback(service, state, reading);
        boolean open = finding.state() == RollbackCheck.State.OPEN;
        if (open || !trouble.isEmpty()) {
            failed(service, state, open ? "fence-lower" : trouble, detail + finding.detail());
        } else if (state.failing != null) {
            LOG.infof("fence watch sees again service=%s", service.name());
            state.failing = null;
        }
        show(service, state, reading);
        switch (finding.state()) {
            case OPEN -> {
                // Reported once it is certain.
            }
            case ROLLED_BACK -> publish(service, state, reading, detail + finding.detail(), true);
            case SPREADING -> {
                if (!reading.equals(state.published)) {
                    publish(service, state, reading, detail, null);
                }
            }
            case AS_EXPECTED -> {
                if (!reading.equals(state.published) || isDueAgain(state)) {
                    publish(service, state, reading, detail, null);
                }
            }
        }
    }

    private RollbackCheck.Finding rollback(Service service, Watched state, FenceReading reading) {
        if (reading instanceof FenceReading.Present(Fence fence)) {
            return state.rollback.look(service, fence, provider, clock.instant());
        }
        state.rollback.reset();
        return RollbackCheck.Finding.AS_EXPECTED;
    }

    private boolean isDueAgain(Watched state) {
        return !clock.instant().isBefore(state.publishedAt.plus(SAY_AGAIN));
    }

    private void publish(
            Service service, Watched state, FenceReading reading, String detail, @Nullable Boolean rolledBack) {
        Instant now = clock.instant();
        try {
            outcomes.publish(new FenceSighting(
                    Outcome.VERSION,
                    service.name(),
                    now,
                    sight(reading),
                    reading.fence(),
                    shortened(detail),
                    rolledBack));
        } catch (RuntimeException e) {
            // Not published, so it is reported at the next look.
            failed(service, state, "not-published", String.valueOf(e.getMessage()));
            return;
        }
        if (rolledBack != null || !reading.equals(state.published)) {
            LOG.infof("fence seen service=%s fence=%s", service.name(), reading.describe());
        }
        state.published = reading;
        state.publishedAt = now;
    }

    private static String shortened(String detail) {
        return detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
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
            LOG.warnf("fence watch sees nothing service=%s reason=%s: %s", service.name(), why, shortened(detail));
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
