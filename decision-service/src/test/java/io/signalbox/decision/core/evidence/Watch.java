package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Feeds an {@link Evidence} with time as a value: a round of results every 250 ms, each measured 1 ms before. */
final class Watch {

    static final Duration ROUND = Duration.ofMillis(250);

    private static final ProbeResult PASSED = new ProbeResult.Passed(Timings.total(1_000));
    private static final ProbeResult FAILED = new ProbeResult.Failed(Timings.total(1_000), Cause.REFUSED, "refused");

    final List<SiteVerdict> changes = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Evidence evidence;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ProbeName probe = HEALTH;
    private VantageHealth health = VantageHealth.HEALTHY;
    private @Nullable Topology described;
    private Duration lag = Duration.ZERO;

    Watch(Topology topology, List<SiteVerdict> known) {
        evidence = new Evidence(topology, topology.services().getFirst(), known, now);
    }

    /** Goes on after {@code pause} in a new life, with what the former one had concluded and vouched for. */
    private Watch(Topology topology, Watch former, Duration pause) {
        now = former.now.plus(pause);
        sequences.putAll(former.sequences);
        evidence = new Evidence(
                topology, topology.services().getFirst(), former.evidence.verdicts(), former.watermark(), now);
    }

    Watch restarted(Topology topology, Duration pause) {
        return new Watch(topology, this, pause);
    }

    private Watermark watermark() {
        return new Watermark(
                Watermark.VERSION,
                0,
                "life",
                now,
                now,
                null,
                Duration.ZERO,
                List.of(ORDERS),
                evidence.unconfirmed(now));
    }

    /** What stage 1 does not vouch for: sites, and checks as {@code site/probe}. */
    List<String> unconfirmed() {
        return evidence.unconfirmed(now).stream()
                .map(one -> one.site() + (one.probe() == null ? "" : "/" + one.probe()))
                .toList();
    }

    Watch after(Duration time) {
        now = now.plus(time);
        changes.addAll(evidence.tick(now, Silence.upTo(now)));
        return this;
    }

    /** Time passes, and all that was stored up to {@code read} has been read. */
    void afterReadingTo(Duration time, Instant read) {
        now = now.plus(time);
        changes.addAll(evidence.tick(now, Silence.upTo(read)));
    }

    /** From here on, what is seen is of this probe. */
    Watch of(ProbeName other) {
        probe = other;
        return this;
    }

    /** From here on, results are measured as this topology describes the checks. */
    Watch asDescribedBy(Topology topology) {
        described = topology;
        return this;
    }

    private @Nullable String digest(SiteName site) {
        return described == null
                ? null
                : described
                        .services()
                        .getFirst()
                        .site(site)
                        .orElseThrow()
                        .checkDigests()
                        .get(probe);
    }

    /** From here on, results are read so long after they were stored. */
    Watch lagging(Duration behind) {
        lag = behind;
        return this;
    }

    Watch passes(int times, SiteName site, VantageName... vantages) {
        return sees("+".repeat(times), site, vantages);
    }

    Watch fails(int times, SiteName site, VantageName... vantages) {
        return sees("-".repeat(times), site, vantages);
    }

    Watch failsWhileSick(int times, SiteName site, VantageName... vantages) {
        health = VantageHealth.sick("references unreachable");
        fails(times, site, vantages);
        health = VantageHealth.HEALTHY;
        return this;
    }

    /** @param results a round for each: + passed, - failed, . lost on the way; a gap in the sequence */
    Watch sees(String results, SiteName site, VantageName... vantages) {
        for (char result : results.toCharArray()) {
            now = now.plus(ROUND);
            for (VantageName vantage : vantages) {
                long sequence = sequences.merge(probe + " of " + site + " at " + vantage, 1L, Long::sum);
                if (result != '.') {
                    accept(observation(site, vantage, "run1", sequence, result == '+'), now.minus(lag));
                }
            }
        }
        return this;
    }

    Watch accept(Observation observation, Instant appended) {
        changes.addAll(evidence.accept(observation, appended, now));
        return this;
    }

    /** The next result of a check, as Kafka stored it at that time. */
    Watch acceptNext(SiteName site, VantageName vantage, boolean passed, Instant appended) {
        long sequence = sequences.merge(probe + " of " + site + " at " + vantage, 1L, Long::sum);
        return accept(observation(site, vantage, "run1", sequence, passed), appended);
    }

    Observation observation(SiteName site, VantageName vantage, String run, long sequence, boolean passed) {
        return new Observation(
                Observation.VERSION,
                ORDERS,
                site,
                probe,
                vantage,
                run,
                sequence,
                1_000,
                passed ? PASSED : FAILED,
                null,
                health,
                "d1",
                digest(site),
                null);
    }

    static Observation failure(SiteName site, VantageName vantage, String run, long sequence) {
        return observation(site, vantage, run, sequence, VantageHealth.HEALTHY);
    }

    static Observation sickFailure(SiteName site, VantageName vantage, long sequence) {
        return observation(site, vantage, "run1", sequence, VantageHealth.sick("references unreachable"));
    }

    private static Observation observation(
            SiteName site, VantageName vantage, String run, long sequence, VantageHealth health) {
        return new Observation(
                Observation.VERSION,
                ORDERS,
                site,
                HEALTH,
                vantage,
                run,
                sequence,
                1_000,
                FAILED,
                null,
                health,
                "d1",
                null,
                null);
    }

    Verdict verdict(SiteName site) {
        SiteVerdict concluded = concluded(site);
        return concluded == null ? Verdict.UNKNOWN : concluded.verdict();
    }

    Verdict check(SiteName site, ProbeName name) {
        SiteVerdict concluded = concluded(site);
        return concluded == null ? Verdict.UNKNOWN : concluded.check(name);
    }

    @Nullable
    SiteVerdict concluded(SiteName site) {
        return evidence.verdicts().stream()
                .filter(verdict -> verdict.site().equals(site))
                .findFirst()
                .orElse(null);
    }

    SiteVerdict last() {
        return changes.getLast();
    }

    Explanation explain() {
        return evidence.explain(List.of(), now);
    }

    Explanation.Site explain(SiteName site) {
        return explain().sites().stream()
                .filter(one -> one.site().equals(site))
                .findFirst()
                .orElseThrow();
    }

    Explanation.Check explain(SiteName site, VantageName vantage, ProbeName name) {
        return explain(site).vantages().stream()
                .filter(one -> one.vantage().equals(vantage))
                .flatMap(one -> one.checks().stream())
                .filter(check -> check.probe().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
