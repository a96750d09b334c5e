package io.signalbox.decision.core.backtest;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.MAJORITY;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.rehearsal.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BacktestTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ProbeResult PASSED = new ProbeResult.Passed(Timings.total(1_000));
    private static final ProbeResult FAILED =
            new ProbeResult.Failed(Timings.total(1_000), Cause.REFUSED, "connection refused");

    /** Seconds of an hour in which a site fails. */
    private record Outage(SiteName site, int from, int until) {}

    @Test
    void bothPoliciesAreToldByWhatTheyWouldHaveDone() {
        BacktestReport report = replay(POLICY, minDownFor(60), new Outage(EAST, 600, 1_200));

        assertThat(report.observations()).isEqualTo(6 * 3_600);
        BacktestReport.Conduct today = report.services().getFirst().today();
        assertThat(today.moves()).hasSize(2);
        assertThat(today.moves().getFirst()).satisfies(move -> {
            assertThat(move.at()).isEqualTo(BEGIN.plusSeconds(602));
            assertThat(move.from()).isEqualTo(EAST);
            assertThat(move.to()).isEqualTo(WEST);
            assertThat(move.kind()).isEqualTo("failover");
            assertThat(move.why().text()).contains("us-east-1 is DOWN");
            assertThat(move.falseMove()).isFalse();
        });
        assertThat(today.summary().timeOnDown()).isEqualTo(Duration.ofSeconds(2));
        assertThat(report.candidate().timeOnDown()).isEqualTo(Duration.ofSeconds(60));
        assertThat(report.difference().timeOnDown()).isEqualTo(Duration.ofSeconds(58));
        assertThat(report.difference().missedOutages()).isEmpty();
        assertThat(report.today().timeOn().values().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(HOUR);
    }

    @Test
    void aMoveIsFalseWhenTheSiteIsSoonUpAgain() {
        BacktestReport report = replay(POLICY, minDownFor(30), new Outage(EAST, 600, 610));
        assertThat(report.today().moves()).isEqualTo(2);
        assertThat(report.today().falseMoves()).isEqualTo(1);
        assertThat(report.services().getFirst().today().moves().getFirst().falseMove())
                .isTrue();
        assertThat(report.candidate().moves()).isZero();
        assertThat(report.difference().falseMoves()).isEqualTo(-1);
        assertThat(report.difference().moves()).isEqualTo(-2);
    }

    @Test
    void anOutageThatTheCandidateSatOutIsMissed() {
        BacktestReport report = replay(POLICY, minDownFor(3_000), new Outage(EAST, 600, 1_200));
        assertThat(report.difference().missedOutages()).singleElement().satisfies(missed -> {
            assertThat(missed.service()).isEqualTo(ORDERS);
            assertThat(missed.site()).isEqualTo(EAST);
            assertThat(missed.from()).isEqualTo(BEGIN.plusSeconds(600));
            assertThat(missed.until()).isEqualTo(BEGIN.plusSeconds(1_201));
        });
        assertThat(report.candidate().timeOnDown()).isEqualTo(Duration.ofSeconds(601));
    }

    @Test
    void detectionIsFromTheFirstFailure() {
        BacktestReport report = replay(POLICY, POLICY, new Outage(EAST, 600, 700), new Outage(WEST, 2_000, 2_100));
        assertThat(report.today().detections()).isEqualTo(2);
        assertThat(report.today().detectionP50()).isEqualTo(Duration.ofSeconds(2));
        assertThat(report.today().detectionMax()).isEqualTo(Duration.ofSeconds(2));
        assertThat(report.difference().detectionP50()).isZero();
        assertThat(report.today()).isEqualTo(report.candidate());
    }

    @Test
    void anOutageThatIsNotOverCountsToTheEnd() {
        BacktestReport report = replay(POLICY, minDownFor(3_000), new Outage(EAST, 3_000, 3_600));
        assertThat(report.difference().missedOutages()).singleElement().satisfies(missed -> assertThat(missed.until())
                .isEqualTo(BEGIN.plus(HOUR)));
        assertThat(report.today().falseMoves()).isZero();
    }

    @Test
    void whatIsNoLongerSeenIsNoLongerAnOutage() {
        var backtest = new Backtest(Orders.topology(), Orders.topology(), CELL, BEGIN, Duration.ofMinutes(5));
        for (int second = 0; second < 60; second++) {
            for (VantageName vantage : VANTAGES) {
                backtest.observe(
                        observation(WEST, vantage, second + 1, second < 20 ? PASSED : FAILED),
                        BEGIN.plusSeconds(second));
                backtest.observe(observation(EAST, vantage, second + 1, FAILED), BEGIN.plusSeconds(second));
            }
        }
        BacktestReport report = backtest.end(BEGIN.plus(HOUR));
        assertThat(report.today().detections()).isEqualTo(2);
        // Fresh for five seconds after the last observation, and looked at every quarter of a second.
        assertThat(report.today().timeOnDown()).isLessThan(Duration.ofSeconds(50));
    }

    @Test
    void movesThatCannotFinishAreCounted() {
        Topology planned = Planned.before(new Work.WaitLag(new ProbeName("nobody")));
        var backtest = new Backtest(planned, planned, CELL, BEGIN, Duration.ofMinutes(5));
        replay(backtest, new Outage(EAST, 600, 640));
        BacktestReport report = backtest.end(BEGIN.plus(HOUR));
        assertThat(report.today().moves()).isZero();
        assertThat(report.today().unfinished()).isBetween(3, 4);
        assertThat(report.services().getFirst().candidate().summary().unfinished())
                .isEqualTo(report.today().unfinished());
    }

    @Test
    void whatItCannotKnowIsToldBesideWhatItHasFound() {
        BacktestReport report = replay(POLICY, POLICY, new Outage(EAST, 600, 700));
        assertThat(report.cannotKnow())
                .extracting(Limit::code)
                .containsExactly("fast-probing", "lag", "restarts", "topology", "begin", "orders", "services");
        assertThat(limit(report, "restarts")).contains("there were 0.");
        assertThat(limit(report, "topology")).contains(" 0 observations");
    }

    @Test
    void restartsOfProbersAndChecksThatWereDescribedOtherwiseAreCounted() {
        var backtest = new Backtest(Orders.topology(), Orders.topology(), CELL, BEGIN, Duration.ofMinutes(5));
        Observation first = observation(EAST, VANTAGES.getFirst(), 1, PASSED);
        backtest.observe(first, BEGIN);
        backtest.observe(anew(first, "run2", null), BEGIN.plusSeconds(1));
        backtest.observe(anew(first, "run2", "of another check"), BEGIN.plusSeconds(2));
        backtest.observe(anew(first, "run3", "of another check"), BEGIN.plusSeconds(3));
        BacktestReport report = backtest.end(BEGIN.plus(HOUR));
        assertThat(limit(report, "restarts")).contains("there were 2.");
        assertThat(limit(report, "topology")).contains(" 2 observations");
    }

    private static String limit(BacktestReport report, String code) {
        return report.cannotKnow().stream()
                .filter(limit -> limit.code().equals(code))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Observation anew(Observation observation, String run, @Nullable String checkDigest) {
        return new Observation(
                Observation.VERSION,
                observation.service(),
                observation.site(),
                observation.probe(),
                observation.vantage(),
                run,
                1,
                0,
                observation.result(),
                null,
                VantageHealth.HEALTHY,
                "d1",
                checkDigest,
                null);
    }

    private static BacktestReport replay(Policy today, Policy candidate, Outage... outages) {
        var backtest =
                new Backtest(Orders.topology(today), Orders.topology(candidate), CELL, BEGIN, Duration.ofMinutes(5));
        replay(backtest, outages);
        return backtest.end(BEGIN.plus(HOUR));
    }

    private static void replay(Backtest backtest, Outage... outages) {
        for (int second = 0; second < HOUR.toSeconds(); second++) {
            for (SiteName site : List.of(EAST, WEST)) {
                boolean fails = false;
                for (Outage outage : outages) {
                    fails |= outage.site.equals(site) && outage.from <= second && second < outage.until;
                }
                for (VantageName vantage : VANTAGES) {
                    backtest.observe(
                            observation(site, vantage, second + 1, fails ? FAILED : PASSED), BEGIN.plusSeconds(second));
                }
            }
        }
    }

    private static Observation observation(SiteName site, VantageName vantage, long sequence, ProbeResult result) {
        return new Observation(
                Observation.VERSION,
                ORDERS,
                site,
                HEALTH,
                vantage,
                "run1",
                sequence,
                0,
                result,
                null,
                VantageHealth.HEALTHY,
                "d1",
                null,
                null);
    }

    private static Policy minDownFor(long seconds) {
        return new Policy(
                Policy.Mode.AUTO,
                MAJORITY,
                new Failback(Failback.Mode.AUTO, Duration.ofMinutes(10), null),
                POLICY.whenAllDown(),
                POLICY.grace(),
                Duration.ofSeconds(seconds),
                POLICY.damping(),
                POLICY.planDeadline(),
                POLICY.claimFor(),
                false);
    }
}
