package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All vantages of a topology, simulated: each runs every probe at its interval. Something that is lost drops packets,
 * so its probes end with their timeout; all other probes take no time. The results are counted by a rehearsal.
 */
public final class PretendedVantages {

    private static final Timings TOOK = Timings.total(1_000);
    private static final ProbeResult PASSED = new ProbeResult.Passed(TOOK);
    private static final ProbeResult FAILED = new ProbeResult.Failed(TOOK, Cause.TIMEOUT_CONNECT, "the site is lost");

    private final Rehearsal rehearsal;
    private final String digest;
    private final PriorityQueue<PretendedCheck> due =
            new PriorityQueue<>(Comparator.comparing(PretendedCheck::due).thenComparingInt(check -> check.number));
    private final Map<Place, Boolean> lastFailed = new HashMap<>();
    private final Map<SiteName, Instant> lost = new HashMap<>();
    private final Set<SiteName> cold = new HashSet<>();
    private final Set<VantageName> silent = new HashSet<>();
    private final Set<VantageName> blind = new HashSet<>();
    private UnaryOperator<Duration> missedAfter = UnaryOperator.identity();
    private Instant now;

    /** The result that a calculated probe counts. */
    private record Place(VantageName vantage, SiteName site, ProbeName probe) {}

    public PretendedVantages(Topology topology, Rehearsal rehearsal, Instant begin) {
        this.rehearsal = rehearsal;
        this.digest = topology.digest();
        this.now = begin;
        for (Service service : topology.services()) {
            for (Site site : service.sites()) {
                site.probes().forEach(probe -> inTurns(topology, service, site, probe));
            }
        }
    }

    /** The vantages of one check start at equal distances, in the order of the topology. */
    private void inTurns(Topology topology, Service service, Site site, Probe probe) {
        int count = topology.vantages().size();
        for (int turn = 0; turn < count; turn++) {
            Instant first = now.plus(probe.interval().multipliedBy(turn).dividedBy(count));
            VantageName vantage = topology.vantages().get(turn);
            due.add(new PretendedCheck(due.size(), service.name(), site.name(), probe, vantage, first));
        }
    }

    /** Every probe of a site fails from now on. The clients of its heartbeats have just sent their last one. */
    public void lose(SiteName site) {
        lost.put(site, now);
    }

    public void repair(SiteName site) {
        lost.remove(site);
    }

    /** A site is not ready until a plan has made it ready, whatever its health. */
    public void cool(SiteName site) {
        cold.add(site);
    }

    public void warm(SiteName site) {
        cold.remove(site);
    }

    /**
     * Sets the time between a loss and its missed heartbeat, by the allowed silence; without it, the allowed silence.
     */
    public void missed(UnaryOperator<Duration> after) {
        missedAfter = after;
    }

    /** Ends all results of a vantage. */
    public void silence(VantageName vantage) {
        silent.add(vantage);
    }

    /** All probes of a vantage fail, and its own health check does not notice. */
    public void blind(VantageName vantage) {
        blind.add(vantage);
    }

    /** The next start of a probe that can make a site UP or DOWN; far in the future where there is none. */
    public Instant nextLook() {
        return due.stream()
                .filter(check -> check.probe.role() == Role.HEALTH && !check.isUnderWay())
                .map(PretendedCheck::due)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Advances time, and runs the probes that are due. */
    public void probe(Instant until) {
        for (PretendedCheck check = due.peek(); check != null && !check.due().isAfter(until); check = due.peek()) {
            due.remove();
            now = check.due();
            if (!check.isUnderWay()) {
                check.start(fails(check), takes(check));
            }
            if (check.due().equals(now)) {
                tell(check);
                check.end();
            }
            due.add(check);
        }
        now = until;
        rehearsal.passes(until);
    }

    private boolean fails(PretendedCheck check) {
        if (check.probe.check() instanceof Check.Calculated(var of, var atLeast)) {
            long failing = of.stream()
                    .filter(probe -> lastFailed.getOrDefault(new Place(check.vantage, check.site, probe), false))
                    .count();
            return of.size() - failing < atLeast;
        }
        Instant since = lost.get(check.site);
        boolean gone = since != null
                && !(check.probe.check() instanceof Check.Heartbeat(var timeout)
                        && !now.isAfter(since.plus(missedAfter.apply(timeout))));
        boolean notReady = check.probe.role() == Role.READINESS && cold.contains(check.site);
        return gone || notReady || blind.contains(check.vantage);
    }

    private Duration takes(PretendedCheck check) {
        boolean swallowed = lost.containsKey(check.site) || blind.contains(check.vantage);
        return swallowed ? patience(check.probe) : Duration.ZERO;
    }

    /** The time that a probe waits for a target that never answers. */
    private static Duration patience(Probe probe) {
        return switch (probe.check()) {
            case Check.Heartbeat _, Check.Calculated _, Check.CloudWatchAlarm _ -> Duration.ZERO;
            case Check.Dns _ -> probe.timeout();
            case Check.OneConnection _ -> {
                Duration connect = probe.approach().timeouts().connect();
                yield connect == null || connect.compareTo(probe.timeout()) > 0 ? probe.timeout() : connect;
            }
        };
    }

    private void tell(PretendedCheck check) {
        lastFailed.put(new Place(check.vantage, check.site, check.probe.name()), check.fails());
        if (silent.contains(check.vantage)) {
            return;
        }
        rehearsal.observe(
                new Observation(
                        Observation.VERSION,
                        check.service,
                        check.site,
                        check.probe.name(),
                        check.vantage,
                        "rehearsal",
                        check.sequence() + 1,
                        0,
                        check.fails() ? FAILED : PASSED,
                        null,
                        VantageHealth.HEALTHY,
                        digest,
                        null,
                        null),
                now);
    }
}
