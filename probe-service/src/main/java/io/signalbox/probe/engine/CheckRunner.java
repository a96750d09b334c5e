package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.CheckSchedule;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.FixedRateSchedule;
import io.signalbox.probe.core.StallFilter;
import io.signalbox.probe.core.StartQueue;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs one check: starts its probes in time, one at a time, and hands over their results. Runs on one event loop. */
final class CheckRunner {

    private static final Logger LOG = Logger.getLogger(CheckRunner.class);
    /** A probe that has not ended this long after its timeout never will. */
    private static final long LONGEST_WITHOUT_END = Duration.ofSeconds(10).toNanos();

    private final EngineContext context;
    private final VantageMonitor vantage;
    private final LatestResults latest;
    private final ConcurrencyLimits concurrencyLimits;
    private final ProbeLoop probeLoop;
    private final EventLoop loop;
    private final CheckStatistics statistics;
    private final AtomicLong highest;
    private long sequence;
    private @Nullable Course course;

    /** @param highest sequence number of any check so far: a re-added check continues above its own */
    CheckRunner(
            CheckName name,
            EngineContext context,
            VantageMonitor vantage,
            LatestResults latest,
            ConcurrencyLimits concurrencyLimits,
            AtomicLong highest,
            ProbeLoop probeLoop) {
        this.highest = highest;
        this.sequence = highest.get();
        this.context = context;
        this.vantage = vantage;
        this.latest = latest;
        this.concurrencyLimits = concurrencyLimits;
        this.probeLoop = probeLoop;
        this.loop = probeLoop.loop();
        this.statistics = new CheckStatistics(name);
    }

    CheckStatistics statistics() {
        return statistics;
    }

    /**
     * Uses this configuration from now on; a running probe no longer counts. For any thread.
     *
     * @param turn this vantage's share of the interval
     * @param delayNanos delay of the first start
     */
    void follow(ConfiguredCheck configured, TopologyDigest digest, double turn, long delayNanos) {
        var next = new Course(configured, digest, turn);
        loop.execute(() -> {
            abandon();
            course = next;
            statistics.follow(configured);
            next.plan(next.cadence.first(System.nanoTime() + delayNanos));
        });
    }

    /** Continues at the times of another turn. For any thread. */
    void turn(double turn) {
        loop.execute(() -> {
            if (course != null) {
                course.turn(turn);
            }
        });
    }

    /** Restarts the check if a probe has not ended long after its timeout. For any thread. */
    void restartIfStuck(long nowNanos) {
        loop.execute(() -> {
            if (course != null && course.isStuck(nowNanos)) {
                course.restart("a probe did not end");
            }
        });
    }

    /** For any thread. */
    void stop() {
        loop.execute(() -> {
            abandon();
            context.sink().forget(statistics.check());
        });
    }

    private void abandon() {
        if (course != null) {
            course.cancel();
            course = null;
        }
    }

    /** The check under one configuration. */
    private final class Course implements CheckResult.Listener, Admission.Waiter, StartQueue.Start {

        private final ConfiguredCheck configured;
        private final TopologyDigest digest;
        private final Checker checker;
        private final CheckSchedule cadence;
        private final ResultReporter reports;
        private final Admission admission;
        private double turn;
        private long plannedNanos;
        private long startedNanos;
        private boolean underWay;
        private long lateNanosBefore;
        private boolean voidBefore;
        private @Nullable ScheduledFuture<?> timer;

        Course(ConfiguredCheck configured, TopologyDigest digest, double turn) {
            this.configured = configured;
            this.digest = digest;
            this.checker = context.kinds().checker(configured, latest, statistics);
            this.turn = turn;
            this.cadence = new CheckSchedule(grid(turn), configured.probe());
            this.reports = new ResultReporter(configured, digest, context, vantage, statistics, loop);
            this.admission = new Admission(configured, concurrencyLimits, context.network(), loop, this);
        }

        private FixedRateSchedule grid(double ofTurn) {
            return FixedRateSchedule.of(
                    configured.name(),
                    ofTurn,
                    context.originNanos(),
                    configured.probe().interval());
        }

        void turn(double other) {
            turn = other;
            cadence.follow(grid(other));
        }

        boolean isStuck(long nowNanos) {
            return underWay
                    && nowNanos - startedNanos > configured.probe().timeout().toNanos() + LONGEST_WITHOUT_END;
        }

        /** Drops the running probe and continues at the next start. */
        void restart(String why) {
            LOG.errorf("check restarted check=%s reason=\"%s\"", configured.name(), why);
            statistics.restarted();
            try {
                follow(configured, digest, turn, 0);
            } catch (RuntimeException e) {
                LOG.errorf(e, "check could not be restarted check=%s", configured.name());
                plan(cadence.afterUndecided(System.nanoTime()));
            }
        }

        void plan(long atNanos) {
            plannedNanos = atNanos;
            statistics.planned(atNanos);
            timer = loop.schedule(this::start, atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        void cancel() {
            if (timer != null) {
                timer.cancel(false);
            }
            checker.close();
            admission.close();
            reports.close();
        }

        private void start() {
            if (cadence.leavesOut(plannedNanos, probeLoop.starts().share())) {
                probeLoop.starts().countLeftOut();
                plan(cadence.afterLeftOut(plannedNanos));
            } else {
                probeLoop.starts().request(this);
            }
        }

        @Override
        public long dueNanos() {
            return plannedNanos;
        }

        @Override
        public boolean inDoubt() {
            return cadence.inDoubt();
        }

        /** Has reached its place in the loop's queue. */
        @Override
        public void begin() {
            if (course == this) {
                admission.enter(plannedNanos, inDoubt());
            }
        }

        @Override
        public void admitted() {
            underWay = true;
            startedNanos = System.nanoTime();
            lateNanosBefore = probeLoop.monitor().lateNanos();
            context.lateness().started(Math.max(0, startedNanos - plannedNanos), inDoubt());
            try {
                checker.begin(loop, this);
            } catch (RuntimeException e) {
                admission.leave();
                restart(e.toString());
            }
        }

        @Override
        public void found(CheckResult checkResult) {
            found(checkResult, startedNanos);
        }

        @Override
        public void found(CheckResult checkResult, long sinceNanos) {
            underWay = false;
            if (isVoid(checkResult)) {
                admission.leave();
                again();
                return;
            }
            admission.leave(checkResult);
            count(checkResult, sinceNanos);
        }

        @Override
        public void predicted(CheckResult checkResult, long begunNanos) {
            startedNanos = begunNanos;
            admission.leave();
            count(checkResult, begunNanos);
        }

        @Override
        public void reachable() {
            if (course == this && !loop.isShuttingDown()) {
                plan(cadence.soon(System.nanoTime()));
            }
        }

        /** True if a timeout is void because this process was late. A second in a row counts, as sick. */
        private boolean isVoid(CheckResult checkResult) {
            boolean hidden = !checkResult.passed()
                    && StallFilter.hides(
                            checkResult.result(),
                            configured.probe(),
                            probeLoop.monitor().lateNanos() - lateNanosBefore);
            boolean second = hidden && voidBefore;
            if (second) {
                vantage.overloaded();
            }
            voidBefore = hidden && !second;
            return voidBefore;
        }

        private void again() {
            if (course == this && !loop.isShuttingDown()) {
                statistics.voided();
                reports.voided();
                plan(System.nanoTime());
            }
        }

        private void count(CheckResult checkResult, long sinceNanos) {
            if (course != this || loop.isShuttingDown()) {
                return;
            }
            long now = System.nanoTime();
            long waited = admission.waits() ? Math.max(0, startedNanos - plannedNanos) : 0;
            statistics.found(checkResult, now, waited);
            var next = cadence.next(plannedNanos, now, checkResult.passed());
            admission.next(checkResult.unconnected(), !cadence.inDoubt());
            statistics.missed(next.missed());
            plan(next.atNanos());
            sequence++;
            highest.accumulateAndGet(sequence, Math::max);
            reports.judge(new ResultReporter.Result(checkResult, sequence, now, waited, next.news()), sinceNanos);
        }

        /** Publishes nothing: the last observation expires in time. */
        @Override
        public void undecided(UndecidedReason why) {
            underWay = false;
            admission.leave();
            if (course == this && !loop.isShuttingDown()) {
                statistics.countUndecided(why);
                plan(cadence.afterUndecided(System.nanoTime()));
            }
        }
    }
}
