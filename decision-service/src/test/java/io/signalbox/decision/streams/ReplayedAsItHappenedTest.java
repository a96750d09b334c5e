package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.MAJORITY;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.backtest.Backtest;
import io.signalbox.decision.core.backtest.BacktestReport;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.shadow.SimulatedProvider;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backtest of the policy that was in force, beside what the cell did: without restarts, lag and persons they are the same. */
class ReplayedAsItHappenedTest {

    private static final Codec<Observation> OBSERVATIONS = Codec.of(Observation.class);
    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration LENGTH = Duration.ofMinutes(15);

    private static final Policy QUICK = new Policy(
            Policy.Mode.AUTO,
            MAJORITY,
            new Failback(Failback.Mode.AUTO, Duration.ofMillis(20_350), null),
            POLICY.whenAllDown(),
            Duration.ofMillis(3_650),
            Duration.ofMillis(1_150),
            POLICY.damping(),
            POLICY.planDeadline(),
            POLICY.claimFor(),
            false);

    /** Traffic went there. */
    private record Went(SiteName to, Instant at) {}

    private record Recorded(Observation observation, Instant appended) {}

    @ParameterizedTest
    @ValueSource(longs = {4, 6})
    void movesAsTheCellDidAndWhenItDid(long seed) throws UnreadableException {
        var recorded = new ArrayList<Recorded>();
        List<Went> happened = live(seed, Orders.topology(QUICK), recorded);
        BacktestReport report = replayed(Orders.topology(QUICK), recorded);
        List<BacktestReport.OneMove> told = report.services().getFirst().today().moves();

        assertThat(happened).as("moves of the cell").hasSizeGreaterThan(4);
        assertThat(told)
                .extracting(BacktestReport.OneMove::to)
                .containsExactlyElementsOf(happened.stream().map(Went::to).toList());
        for (int move = 0; move < told.size(); move++) {
            Duration apart =
                    Duration.between(happened.get(move).at(), told.get(move).at());
            assertThat(apart.abs())
                    .as("%s beside %s", told.get(move), happened.get(move))
                    .isLessThanOrEqualTo(Brain.TICK);
        }
    }

    private static BacktestReport replayed(Topology topology, List<Recorded> recorded) {
        var backtest = new Backtest(topology, topology, CELL, StagesDriver.BEGIN, Duration.ofMinutes(5));
        recorded.forEach(one -> backtest.observe(one.observation(), one.appended()));
        return backtest.end(StagesDriver.BEGIN.plus(LENGTH));
    }

    /** A cell whose sites fail at random, and now and then all vantages are silent. */
    private static List<Went> live(long seed, Topology topology, List<Recorded> recorded) throws UnreadableException {
        var went = new ArrayList<Went>();
        try (var driver = new StagesDriver(topology)) {
            TestOutputTopic<String, byte[]> states = driver.output(Topics.STATES);
            driver.sights(ORDERS, 1, EAST);
            var fate = new Fate(seed);
            SiteName active = EAST;
            while (driver.now().isBefore(StagesDriver.BEGIN.plus(LENGTH))) {
                long step = Duration.between(StagesDriver.BEGIN, driver.now()).dividedBy(STEP);
                for (Observation observation : fate.seen(step)) {
                    recorded.add(new Recorded(observation, driver.now()));
                    driver.send(Topics.OBSERVATIONS, ORDERS.value(), OBSERVATIONS.write(observation));
                }
                answer(driver);
                active = note(driver, states, active, went);
                driver.pass(STEP);
                answer(driver);
                active = note(driver, states, active, went);
            }
        }
        return went;
    }

    private static void answer(StagesDriver driver) throws UnreadableException {
        for (List<Command> sent = driver.sent(); !sent.isEmpty(); sent = driver.sent()) {
            for (Command command : sent) {
                if (SimulatedProvider.answer(command, driver.now()) instanceof ServiceEvent.Reported(var outcome)) {
                    driver.send(Topics.OUTCOMES, ORDERS.value(), StagesDriver.OUTCOMES.write(outcome));
                }
            }
        }
    }

    private static SiteName note(
            StagesDriver driver, TestOutputTopic<String, byte[]> states, SiteName before, List<Went> went)
            throws UnreadableException {
        SiteName active = before;
        for (byte[] state : states.readValuesToList()) {
            SiteName now = STATES.read(state).active();
            if (now != null && !now.equals(active)) {
                went.add(new Went(now, driver.now()));
                active = now;
            }
        }
        return active;
    }

    /** What the vantages see, 20 looks a second: each looks at each site about once a second, and at a time of its own. */
    private static final class Fate {

        private static final int SECOND = 20;

        private final Random random;
        private final Map<SiteName, Long> turns = new HashMap<>(Map.of(EAST, 600L, WEST, 1_000L));
        private final Map<SiteName, Boolean> fails = new HashMap<>(Map.of(EAST, false, WEST, false));
        private long silentFrom = 2_400;
        private long sequence;

        Fate(long seed) {
            random = new Random(seed);
        }

        List<Observation> seen(long step) {
            turn(step, EAST);
            turn(step, WEST);
            if (step == silentFrom + 12 * SECOND) {
                silentFrom = step + random.nextInt(200 * SECOND);
            }
            var seen = new ArrayList<Observation>();
            for (int vantage = 0; vantage < VANTAGES.size(); vantage++) {
                if ((step + 7L * vantage) % SECOND == 3 && (step < silentFrom || step > silentFrom + 12 * SECOND)) {
                    seen.add(observation(EAST, VANTAGES.get(vantage)));
                    seen.add(observation(WEST, VANTAGES.get(vantage)));
                }
            }
            return seen;
        }

        private void turn(long step, SiteName site) {
            if (step == turns.get(site)) {
                boolean failing = fails.merge(site, true, Boolean::logicalXor);
                turns.put(site, step + 1 + random.nextInt((failing ? 20 : 100) * SECOND));
            }
        }

        private Observation observation(SiteName site, VantageName vantage) {
            ProbeResult result = fails.get(site)
                    ? new ProbeResult.Failed(Timings.total(1_000), Cause.REFUSED, "refused")
                    : new ProbeResult.Passed(Timings.total(1_000));
            return new Observation(
                    Observation.VERSION,
                    ORDERS,
                    site,
                    HEALTH,
                    vantage,
                    "run1",
                    ++sequence,
                    1_000,
                    result,
                    null,
                    VantageHealth.HEALTHY,
                    "d1",
                    null,
                    null);
        }
    }
}
