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
    private @Nullable ConfiguredRun configuredRun;

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
        var next = new ConfiguredRun(configured, digest, turn);
        loop.execute(() -> {
            abandon();
            configuredRun = next;
            statistics.follow(configured);
            next.plan(next.schedule.first(System.nanoTime() + delayNanos));
        });
    }

    /** Continues at the times of another turn. For any thread. */
    void turn(double turn) {
        loop.execute(() -> {
            if (configuredRun != null) {
                configuredRun.turn(turn);
            }
        });
    }

    /** Restarts the check if a probe has not ended long after its timeout. For any thread. */
    void restartIfStuck(long nowNanos) {
        loop.execute(() -> {
            if (configuredRun != null && configuredRun.isStuck(nowNanos)) {
                configuredRun.restart("a probe did not end");
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
        if (configuredRun != null) {
            configuredRun.cancel();
            configuredRun = null;
        }
    }

    /** The check under one configuration. */
    private final class ConfiguredRun implements CheckResult.Listener, Admission.Waiter, StartQueue.Start {

        private final ConfiguredCheck configured;
        private final TopologyDigest digest;
        private final Checker checker;
        private final CheckSchedule schedule;
        private final ResultReporter reports;
        private final Admission admission;
        private double turn;
        private long plannedNanos;
        private long startedNanos;
        private boolean underWay;
        private final OwnTimeouts ownTimeouts;
        private @Nullable ScheduledFuture<?> timer;

        ConfiguredRun(ConfiguredCheck configured, TopologyDigest digest, double turn) {
            this.configured = configured;
            this.digest = digest;
            this.checker = context.kinds().checker(configured, latest, statistics);
            this.turn = turn;
            this.ownTimeouts = new OwnTimeouts(configured.probe(), vantage);
            this.schedule = new CheckSchedule(startsOf(turn), configured.probe());
            this.reports = new ResultReporter(configured, digest, context, vantage, statistics, loop);
            this.admission = new Admission(configured, concurrencyLimits, context.network(), loop, this);
        }

        private FixedRateSchedule startsOf(double ofTurn) {
            return FixedRateSchedule.of(
                    configured.name(),
                    ofTurn,
                    context.originNanos(),
                    configured.probe().interval());
        }

        void turn(double other) {
            turn = other;
            schedule.follow(startsOf(other));
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
                plan(schedule.afterUndecided(System.nanoTime()));
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
            if (schedule.leavesOut(plannedNanos, probeLoop.starts().share())) {
                probeLoop.starts().countLeftOut();
                plan(schedule.afterLeftOut(plannedNanos));
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
            return schedule.inDoubt();
        }

        /** Has reached its place in the loop's queue. */
        @Override
        public void begin() {
            if (configuredRun == this) {
                admission.enter(plannedNanos, inDoubt());
            }
        }

        @Override
        public void admitted() {
            underWay = true;
            startedNanos = System.nanoTime();
            ownTimeouts.started(probeLoop.monitor().lateNanos());
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
            if (ownTimeouts.isVoid(checkResult, probeLoop.monitor().lateNanos())) {
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
            if (configuredRun == this && !loop.isShuttingDown()) {
                plan(schedule.soon(System.nanoTime()));
            }
        }

        private void again() {
            if (configuredRun == this && !loop.isShuttingDown()) {
                statistics.voided();
                reports.voided();
                plan(System.nanoTime());
            }
        }

        private void count(CheckResult checkResult, long sinceNanos) {
            if (configuredRun != this || loop.isShuttingDown()) {
                return;
            }
            long now = System.nanoTime();
            long waited = admission.waits() ? Math.max(0, startedNanos - plannedNanos) : 0;
            statistics.found(checkResult, now, waited);
            var next = schedule.next(plannedNanos, now, checkResult.passed());
            admission.next(checkResult.unconnected(), !schedule.inDoubt());
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
            if (configuredRun == this && !loop.isShuttingDown()) {
                statistics.countUndecided(why);
                plan(schedule.afterUndecided(System.nanoTime()));
            }
        }
    }
}
