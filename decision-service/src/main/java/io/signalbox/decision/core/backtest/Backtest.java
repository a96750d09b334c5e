package io.signalbox.decision.core.backtest;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.backtest.BacktestReport.Conduct;
import io.signalbox.decision.core.backtest.BacktestReport.Difference;
import io.signalbox.decision.core.backtest.BacktestReport.Missed;
import io.signalbox.decision.core.backtest.BacktestReport.OfService;
import io.signalbox.decision.core.backtest.BacktestReport.Summary;
import io.signalbox.decision.core.rehearsal.Rehearsal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets the policy in force and a candidate decide about the same observations. At the beginning the traffic of every
 * service is taken to be at its preferred site, and no site has a verdict. Not thread-safe.
 */
public final class Backtest {

    private final Instant from;
    private final Duration falseWithin;
    private final Ledger today;
    private final Ledger candidate;
    private final Rehearsal asToday;
    private final Rehearsal asCandidate;
    private final Recording recording = new Recording();

    /** @param candidate the same services as {@code today}, under other policies or thresholds */
    public Backtest(Topology today, Topology candidate, CellName cell, Instant from, Duration falseWithin) {
        this.from = from;
        this.falseWithin = falseWithin;
        this.today = new Ledger(today, from, falseWithin);
        this.candidate = new Ledger(candidate, from, falseWithin);
        this.asToday = rehearsal(today, cell, from, this.today);
        this.asCandidate = rehearsal(candidate, cell, from, this.candidate);
    }

    private static Rehearsal rehearsal(Topology topology, CellName cell, Instant from, Ledger ledger) {
        return new Rehearsal(topology, cell, service -> service.preferred().name(), from, ledger);
    }

    /** Observations in the order in which Kafka stored them. */
    public void observe(Observation observation, Instant appended) {
        recording.add(observation, asToday.isOfAnotherDescription(observation));
        asToday.observe(observation, appended);
        asCandidate.observe(observation, appended);
    }

    /** Ends the backtest: no observation follows before then. Called once. */
    public BacktestReport end(Instant to) {
        asToday.passes(to);
        asCandidate.passes(to);
        today.close(to);
        candidate.close(to);
        var services = new ArrayList<OfService>();
        var missed = new ArrayList<Missed>();
        for (ServiceName service : today.services()) {
            OfService compared = compared(service);
            services.add(compared);
            missed.addAll(compared.difference().missedOutages());
        }
        Summary sumToday = sum(today);
        Summary sumCandidate = sum(candidate);
        return new BacktestReport(
                from,
                to,
                falseWithin,
                recording.observations(),
                recording.limits(),
                sumToday,
                sumCandidate,
                difference(sumToday, sumCandidate, missed),
                services);
    }

    private OfService compared(ServiceName service) {
        Account real = today.of(service);
        Account other = candidate.of(service);
        Summary one = summary(List.of(real), List.of(real));
        Summary two = summary(List.of(other), List.of(real));
        return new OfService(
                service,
                new Conduct(one, real.shown()),
                new Conduct(two, other.shown()),
                difference(one, two, real.missedBy(other)));
    }

    private Summary sum(Ledger ledger) {
        return summary(ledger.all(), today.all());
    }

    /** @param truths the evidence that says when a site was failing, account by account */
    private static Summary summary(Iterable<Account> accounts, Iterable<Account> truths) {
        int moves = 0;
        int falseMoves = 0;
        int unfinished = 0;
        var detections = new ArrayList<Duration>();
        Map<SiteName, Duration> timeOn = new HashMap<>();
        Duration timeOnDown = Duration.ZERO;
        var truth = truths.iterator();
        for (Account account : accounts) {
            moves += account.moves();
            falseMoves += account.falseMoves();
            unfinished += account.unfinishedMoves();
            detections.addAll(account.detections());
            account.timeOn().forEach((site, time) -> timeOn.merge(site, time, Duration::plus));
            timeOnDown = timeOnDown.plus(account.timeOnDown(truth.next()));
        }
        detections.sort(null);
        return new Summary(
                moves,
                falseMoves,
                unfinished,
                detections.size(),
                detections.isEmpty() ? null : detections.get((detections.size() - 1) / 2),
                detections.isEmpty() ? null : detections.getLast(),
                timeOn,
                timeOnDown);
    }

    private static Difference difference(Summary today, Summary candidate, List<Missed> missed) {
        return new Difference(
                candidate.moves() - today.moves(),
                candidate.falseMoves() - today.falseMoves(),
                missed,
                candidate.timeOnDown().minus(today.timeOnDown()),
                difference(today.detectionP50(), candidate.detectionP50()));
    }

    private static @Nullable Duration difference(@Nullable Duration today, @Nullable Duration candidate) {
        return today == null || candidate == null ? null : candidate.minus(today);
    }
}
