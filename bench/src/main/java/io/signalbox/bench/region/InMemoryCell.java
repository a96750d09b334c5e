package io.signalbox.bench.region;

import io.signalbox.contract.Command;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.evidence.Evidence;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Both stages of one cell on one thread without Kafka. Every record is serialised and parsed as in production; time is
 * a value.
 */
final class InMemoryCell {

    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Codec<SiteVerdict> verdicts = Codec.of(SiteVerdict.class);
    private final Codec<Observation> observations = Codec.of(Observation.class);
    private final Codec<Command> commands = Codec.of(Command.class);
    private final Codec<JournalEntry> journal = Codec.of(JournalEntry.class);
    private final Codec<ServiceStatus> states = Codec.of(ServiceStatus.class);
    private final Codec<ServiceState> stored = Codec.of(ServiceState.class);

    private final Topology topology;
    private final List<Evidence> evidence = new ArrayList<>();
    private final Set<String> moving = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Brain brain;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long sequence;
    private long bytes;

    /** Starts with every service at its first site and every site UP. */
    InMemoryCell(Topology topology) {
        this.topology = topology;
        this.brain =
                Brain.assumingConfirmed(topology, topology.cells().getFirst().name(), FleetState.NEW, List.of());
        for (Service service : topology.services()) {
            evidence.add(new Evidence(topology, service, List.of(), now));
            Fence fence = Fence.settled(
                    1,
                    service.preferred().name(),
                    "bench",
                    topology.cells().getFirst().name());
            hear(new ServiceEvent.Reported(new FenceSighting(
                    Outcome.VERSION, service.name(), now, FenceSighting.Sight.PRESENT, fence, "", null)));
        }
        for (int rounds = 0; rounds < 2; rounds++) {
            round(Set.of());
        }
        moving.clear();
        held.clear();
        bytes = 0;
    }

    /**
     * All vantages check all sites once.
     *
     * @param lost the failing sites, assigned to the services in turn; empty for none
     */
    void round(Set<SiteName> lost) {
        sequence++;
        now = now.plus(ROUND);
        List<SiteName> inTurn = List.copyOf(lost);
        for (int number = 0; number < evidence.size(); number++) {
            Service service = topology.services().get(number);
            SiteName fails = inTurn.isEmpty() ? null : inTurn.get(number % inTurn.size());
            for (var site : service.sites()) {
                for (VantageName vantage : topology.vantages()) {
                    look(
                            evidence.get(number),
                            service,
                            site.name(),
                            vantage,
                            site.name().equals(fails));
                }
            }
        }
        take(brain.tick(now));
    }

    void passes(Duration time) {
        now = now.plus(time);
        take(brain.tick(now));
    }

    private void look(Evidence counted, Service service, SiteName site, VantageName vantage, boolean fails) {
        ProbeResult result = fails
                ? new ProbeResult.Failed(Timings.total(900), Cause.REFUSED, "connection refused")
                : new ProbeResult.Passed(Timings.total(900));
        var seen = new Observation(
                Observation.VERSION,
                service.name(),
                site,
                service.sites().getFirst().probes().getFirst().name(),
                vantage,
                "run",
                sequence,
                0,
                result,
                null,
                VantageHealth.HEALTHY,
                topology.digest(),
                null,
                null);
        try {
            for (SiteVerdict verdict : counted.accept(observations.read(observations.write(seen)), now, now)) {
                hear(new ServiceEvent.VerdictChanged(verdicts.read(verdicts.write(verdict))));
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hear(ServiceEvent event) {
        take(brain.on(event, now));
    }

    private void take(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StoreService(ServiceState state) -> bytes += stored.write(state).length;
                case Effect.StoreFleet _, Effect.Withdraw _ -> {
                    // Small records are not counted.
                }
                case Effect.Send(Command command) -> {
                    bytes += commands.write(command).length;
                    moving.add(command.service().value());
                }
                case Effect.Journal(JournalEntry entry) -> {
                    bytes += journal.write(entry).length;
                    if (entry.is(JournalKind.HELD) && entry.service() != null) {
                        held.add(entry.service().value());
                    }
                }
                case Effect.Publish(ServiceStatus status) -> bytes += states.write(status).length;
            }
        }
    }

    /** The number of services whose move has begun. */
    int begun() {
        return moving.size();
    }

    /** The number of services whose move is or was held. */
    int held() {
        return held.size();
    }

    long bytes() {
        return bytes;
    }
}
