package io.signalbox.actuator.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.OutcomeSink;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
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
 * Reports when a foreign writer has changed a service's traffic records, and when they are right again. Two looks in a
 * row must find every server different: propagating answers are no drift. Nothing is remembered across a restart.
 */
public final class DriftWatch {

    private static final Logger LOG = Logger.getLogger(DriftWatch.class);

    /** The length of the audit log's search. */
    private static final Duration BEFORE = Duration.ofHours(1);

    /** Audit logs are late by minutes: an unknown writer is looked up again. */
    private static final List<Duration> ASK_AGAIN = List.of(Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final OutcomeSink outcomes;
    private final RecordWriters writers;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Map<ServiceName, Watched> watched = new ConcurrentHashMap<>();

    /** The last report of one service. Used by one look at a time. */
    private static final class Watched {
        private int differences;
        private @Nullable Said said;
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
        Optional<ExpectedRecords> expectation = ExpectedRecords.of(service, fence);
        if (expectation.isPresent()) {
            var state = watched.computeIfAbsent(service.name(), _ -> new Watched());
            show(service, state);
            judge(service, fence, expectation.get(), servers, state);
        }
    }

    private void judge(
            Service service, Fence fence, ExpectedRecords expectation, List<Replies> servers, Watched state) {
        switch (expectation.compare(servers)) {
            case AS_EXPECTED -> {
                state.differences = 0;
                say(service, fence, expectation, servers, state, false);
            }
            case DIFFERENT -> {
                state.differences++;
                if (state.differences > 1) {
                    say(service, fence, expectation, servers, state, true);
                }
            }
            case UNDECIDED -> {
                // The known writer stays until a better answer comes.
            }
        }
    }

    private void say(
            Service service,
            Fence fence,
            ExpectedRecords expectation,
            List<Replies> servers,
            Watched state,
            boolean drifted) {
        state.drifted = drifted;
        Instant now = clock.instant();
        Said said = state.said;
        if (said == null || !said.isOf(fence, drifted)) {
            publish(service, expectation, servers, state, new Said(fence.epoch(), drifted, now, null, 0));
        } else if (said.mayAskAgain(now)) {
            publish(service, expectation, servers, state, said);
        }
    }

    private void publish(
            Service service, ExpectedRecords expectation, List<Replies> servers, Watched state, Said about) {
        RecordWriters.Answer writer = about.drifted()
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
                expectation.expected(),
                expectation.found(servers),
                expectation.places(servers),
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
