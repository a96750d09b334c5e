package io.signalbox.decision.core.backtest;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.decision.core.backtest.BacktestReport.Missed;
import io.signalbox.decision.core.backtest.BacktestReport.OneMove;
import io.signalbox.decision.core.rehearsal.Move;
import io.signalbox.decision.core.state.MoveKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The moves of one policy for one service. */
final class Account {

    static final int MOST_SHOWN = 100;

    private final ServiceName service;
    private final Duration falseWithin;
    private final List<Move> moves = new ArrayList<>();
    private final Set<Move> falseMoves = new HashSet<>();
    private final List<Span> stays = new ArrayList<>();
    private final List<Span> outages = new ArrayList<>();
    private final Map<SiteName, Instant> failing = new HashMap<>();
    private final List<Duration> detections = new ArrayList<>();
    private SiteName active;
    private Instant arrived;
    private int unfinished;

    Account(ServiceName service, SiteName active, Instant begin, Duration falseWithin) {
        this.service = service;
        this.active = active;
        this.arrived = begin;
        this.falseWithin = falseWithin;
    }

    void moved(Move move) {
        stays.add(new Span(active, arrived, move.at()));
        moves.add(move);
        active = move.to();
        arrived = move.at();
    }

    void unfinished() {
        unfinished++;
    }

    void heard(SiteVerdict verdict) {
        switch (verdict.verdict()) {
            case DOWN -> down(verdict);
            case UP -> {
                ended(verdict.site(), verdict.since());
                up(verdict.site(), verdict.since());
            }
            case UNKNOWN -> ended(verdict.site(), verdict.since());
        }
    }

    private void down(SiteVerdict verdict) {
        Instant first = verdict.firstFailure();
        Instant begin = first == null ? verdict.since() : first;
        if (failing.putIfAbsent(verdict.site(), begin) == null && first != null) {
            detections.add(Duration.between(first, verdict.since()));
        }
    }

    private void ended(SiteName site, Instant when) {
        Instant begin = failing.remove(site);
        if (begin != null) {
            outages.add(new Span(site, begin, when));
        }
    }

    private void up(SiteName site, Instant when) {
        for (Move move : moves.reversed()) {
            if (move.at().plus(falseWithin).isBefore(when)) {
                return;
            }
            if (move.kind() == MoveKind.FAILOVER && move.from().equals(site)) {
                falseMoves.add(move);
            }
        }
    }

    /** Moves under way last to the end of the examined time. */
    void close(Instant end) {
        stays.add(new Span(active, arrived, end));
        failing.forEach((site, begin) -> outages.add(new Span(site, begin, end)));
        failing.clear();
    }

    int moves() {
        return moves.size();
    }

    int falseMoves() {
        return falseMoves.size();
    }

    int unfinishedMoves() {
        return unfinished;
    }

    List<Duration> detections() {
        return detections;
    }

    List<OneMove> shown() {
        return moves.stream()
                .limit(MOST_SHOWN)
                .map(move -> OneMove.of(move, falseMoves.contains(move)))
                .toList();
    }

    Map<SiteName, Duration> timeOn() {
        var times = new HashMap<SiteName, Duration>();
        stays.forEach(stay -> times.merge(stay.site(), stay.length(), Duration::plus));
        return times;
    }

    /**
     * The time for which the traffic was at failing sites.
     *
     * @param truth the account whose evidence says when a site was failing
     */
    Duration timeOnDown(Account truth) {
        Duration time = Duration.ZERO;
        for (Span stay : stays) {
            for (Span outage : truth.outages) {
                time = time.plus(stay.shared(outage));
            }
        }
        return time;
    }

    /** The outages because of which this policy left a site, and the other one stayed on it. */
    List<Missed> missedBy(Account other) {
        var missed = new ArrayList<Missed>();
        for (Move move : moves) {
            outages.stream()
                    .filter(outage -> move.kind() == MoveKind.FAILOVER
                            && outage.site().equals(move.from())
                            && outage.holds(move.at()))
                    .filter(outage -> other.stays.stream()
                            .anyMatch(stay -> stay.site().equals(outage.site())
                                    && stay.holds(move.at())
                                    && !stay.until().isBefore(outage.until())))
                    .map(outage -> new Missed(service, outage.site(), outage.from(), outage.until()))
                    .forEach(missed::add);
        }
        return missed;
    }
}
