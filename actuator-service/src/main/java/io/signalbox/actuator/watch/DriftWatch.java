package io.signalbox.actuator.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.OutcomeSink;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports when a foreign writer has changed the traffic records of a service, and when they are right again. Every
 * server must answer differently in two looks in a row: a change that propagates is no drift. Nothing is remembered
 * across a restart.
 */
public final class DriftWatch {

    private static final Logger LOG = Logger.getLogger(DriftWatch.class);

    /** The interval of comparisons through the API: services that are compared together share a request. */
    private static final Duration EVERY = Duration.ofMinutes(5);

    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** The time limit of the search in the audit log. */
    private static final Duration BEFORE = Duration.ofHours(1);

    /** Audit logs are late by minutes: an unknown writer is searched for again. */
    private static final List<Duration> ASK_AGAIN = List.of(Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final OutcomeSink outcomes;
    private final RecordWriters writers;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Map<ServiceName, Watched> watched = new ConcurrentHashMap<>();

    /** The last report of one service. Used by one thread at a time. */
    private static final class Watched {
        private int differences;
        private @Nullable Said said;
        private Instant due = Instant.MIN;
        private volatile boolean drifted;
        private Meter.@Nullable Id meter;
    }

    /** The last report. @param asked the number of audit log searches */
    private record Said(
            long epoch,
            boolean drifted,
            Instant at,
            @Nullable String writer,
            int asked) {

        boolean isOf(Fence fence, boolean now) {
            return epoch == fence.epoch() && drifted == now;
        }

        boolean mayAskAgain(Instant now) {
            return drifted
                    && writer == null
                    && asked <= ASK_AGAIN.size()
                    && !now.isBefore(at.plus(ASK_AGAIN.get(asked - 1)));
        }
    }

    public DriftWatch(OutcomeSink outcomes, RecordWriters writers, InstantSource clock, MeterRegistry meters) {
        this.outcomes = outcomes;
        this.writers = writers;
        this.clock = clock;
        this.meters = meters;
    }

    void retain(List<ServiceName> services) {
        watched.entrySet().removeIf(entry -> {
            boolean gone = !services.contains(entry.getKey());
            if (gone && entry.getValue().meter != null) {
                meters.remove(entry.getValue().meter);
            }
            return gone;
        });
    }

    /** @param fence that all servers have answered with these replies */
    void look(Service service, Fence fence, List<Replies> servers) {
        ExpectedRecords.of(service, fence)
                .ifPresent(expected -> judge(service, fence, expected.compare(servers), state(service)));
    }

    /**
     * Compares with the provider's API every few minutes, where answers cannot tell: those of an alias are its target's, and
     * those of a resolver may be old. A difference is looked at again soon.
     */
    void lookAtStored(Service service, Fence fence, DnsProvider provider) {
        Watched state = state(service);
        Optional<List<RecordSet>> expected = ExpectedRecords.served(service, fence);
        Instant now = clock.instant();
        if (expected.isEmpty() || now.isBefore(state.due)) {
            return;
        }
        state.due = now.plus(AGAIN);
        try {
            LiveRecords stored = provider.zone(service.dns().zone(), LIMIT).records(service.hostname());
            judge(service, fence, Comparison.of(expected.get(), stored), state);
            state.due = now.plus(state.differences == 1 ? AGAIN : EVERY);
        } catch (ZoneUnavailableException e) {
            LOG.debugf("records not compared service=%s reason=%s: %s", service.name(), e.cause(), e.getMessage());
        }
    }

    private Watched state(Service service) {
        var state = watched.computeIfAbsent(service.name(), _ -> new Watched());
        show(service, state);
        return state;
    }

    private void judge(Service service, Fence fence, Comparison comparison, Watched state) {
        switch (comparison.finding()) {
            case AS_EXPECTED -> {
                state.differences = 0;
                say(service, fence, comparison, state, false);
            }
            case DIFFERENT -> {
                state.differences++;
                if (state.differences > 1) {
                    say(service, fence, comparison, state, true);
                }
            }
            case UNDECIDED -> {
                // The known writer stays until a better answer comes.
            }
        }
    }

    private void say(Service service, Fence fence, Comparison comparison, Watched state, boolean drifted) {
        state.drifted = drifted;
        Instant now = clock.instant();
        Said said = state.said;
        if (said == null || !said.isOf(fence, drifted)) {
            publish(service, comparison, state, new Said(fence.epoch(), drifted, now, null, 0));
        } else if (said.mayAskAgain(now)) {
            publish(service, comparison, state, said);
        }
    }

    private void publish(Service service, Comparison comparison, Watched state, Said about) {
        RecordWriters.WriterSearch writer = about.drifted()
                ? writers.lastOf(service.hostname(), about.at().minus(BEFORE))
                : RecordWriters.NOT_ASKED.lastOf(service.hostname(), about.at());
        var next = new Said(
                about.epoch(), about.drifted(), about.at(), writer.found().orElse(null), about.asked() + 1);
        if (about.asked() > 0 && writer.found().isEmpty()) {
            state.said = next;
            return;
        }
        var sighting = new DriftSighting(
                Outcome.VERSION,
                service.name(),
                clock.instant(),
                about.epoch(),
                about.drifted(),
                comparison.expected(),
                comparison.found(),
                comparison.places(),
                about.drifted() ? writer.words() : null);
        try {
            outcomes.publish(sighting);
        } catch (RuntimeException e) {
            // Not published, so it is reported at the next look.
            LOG.warnf("drift not published service=%s reason=%s", service.name(), e.getMessage());
            return;
        }
        if (about.drifted() || state.said != null && state.said.drifted()) {
            LOG.warnf(
                    "drift %s service=%s expected=%s found=%s writer=%s",
                    about.drifted() ? "seen" : "gone",
                    service.name(),
                    sighting.expected(),
                    sighting.found(),
                    sighting.writer());
        }
        state.said = next;
    }

    private void show(Service service, Watched state) {
        if (state.meter == null) {
            state.meter = Gauge.builder("signalbox.dns.drift", state, each -> each.drifted ? 1 : 0)
                    .description("1 while the name servers answer other traffic records than those of the active site")
                    .tag("service", service.name().value())
                    .register(meters)
                    .getId();
        }
    }
}
