package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.probe.core.Cadence;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.Grid;
import io.signalbox.probe.core.Stall;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Undecided;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One check at work: starts its probes in time, one at a time, and hands over what they find. Lives on one event loop. */
final class CheckRunner {

    private static final Logger LOG = Logger.getLogger(CheckRunner.class);
    /** After its timeout, a probe that was begun must have ended; what takes as much longer never will. */
    private static final long LONGEST_WITHOUT_END = Duration.ofSeconds(10).toNanos();

    private final Surroundings around;
    private final VantageWatch vantage;
    private final Latest latest;
    private final Turnstiles turnstiles;
    private final Heartbeat beat;
    private final EventLoop loop;
    private final Tally tally;
    private final AtomicLong highest;
    private long sequence;
    private @Nullable Course course;

    /** @param highest number of any check's results so far: a check that was there before goes on counting above its own */
    CheckRunner(
            CheckName name,
            Surroundings around,
            VantageWatch vantage,
            Latest latest,
            Turnstiles turnstiles,
            AtomicLong highest,
            Heartbeat beat) {
        this.highest = highest;
        this.sequence = highest.get();
        this.around = around;
        this.vantage = vantage;
        this.latest = latest;
        this.turnstiles = turnstiles;
        this.beat = beat;
        this.loop = beat.loop();
        this.tally = new Tally(name);
    }

    Tally tally() {
        return tally;
    }

    /**
     * Follows this description from now on; what an earlier one has under way no longer counts. For any thread.
     *
     * @param turn this vantage's among all
     * @param delayNanos before which it does not begin
     */
    void follow(Watched watched, Digest digest, double turn, long delayNanos) {
        var next = new Course(watched, digest, turn);
        loop.execute(() -> {
            abandon();
            course = next;
            tally.follow(watched);
            next.plan(next.cadence.first(System.nanoTime() + delayNanos));
        });
    }

    /** Goes on as before, at the times of another turn. For any thread. */
    void turn(double turn) {
        loop.execute(() -> {
            if (course != null) {
                course.turn(turn);
            }
        });
    }

    /** Begins anew where a probe has not ended long after its time. For any thread. */
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
            around.outlet().forget(tally.check());
        });
    }

    private void abandon() {
        if (course != null) {
            course.cancel();
            course = null;
        }
    }

    /** The check under one description of it. */
    private final class Course implements Finding.Listener, Gate.Goer {

        private final Watched watched;
        private final Digest digest;
        private final Inquiry inquiry;
        private final Cadence cadence;
        private final Reports reports;
        private final Gate gate;
        private double turn;
        private long plannedNanos;
        private long startedNanos;
        private boolean underWay;
        private long lateNanosBefore;
        private boolean voidBefore;
        private @Nullable ScheduledFuture<?> timer;

        Course(Watched watched, Digest digest, double turn) {
            this.watched = watched;
            this.digest = digest;
            this.inquiry = around.kinds().inquiry(watched, latest);
            this.turn = turn;
            this.cadence = new Cadence(grid(turn), watched.probe());
            this.reports = new Reports(watched, digest, around, vantage, tally, loop);
            this.gate = new Gate(watched, turnstiles, around.network(), loop, this);
        }

        private Grid grid(double ofTurn) {
            return Grid.of(
                    watched.name(),
                    ofTurn,
                    around.originNanos(),
                    watched.probe().interval());
        }

        void turn(double other) {
            turn = other;
            cadence.follow(grid(other));
        }

        boolean isStuck(long nowNanos) {
            return underWay
                    && nowNanos - startedNanos > watched.probe().timeout().toNanos() + LONGEST_WITHOUT_END;
        }

        /** What it was doing is given up; it goes on at its next time. */
        void restart(String why) {
            LOG.errorf("check restarted check=%s reason=\"%s\"", watched.name(), why);
            tally.restarted();
            try {
                follow(watched, digest, turn, 0);
            } catch (RuntimeException e) {
                LOG.errorf(e, "check could not be restarted check=%s", watched.name());
                plan(cadence.afterUndecided(System.nanoTime()));
            }
        }

        void plan(long atNanos) {
            plannedNanos = atNanos;
            tally.planned(atNanos);
            timer = loop.schedule(this::start, atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        void cancel() {
            if (timer != null) {
                timer.cancel(false);
            }
            inquiry.close();
            gate.close();
            reports.close();
        }

        private void start() {
            gate.enter(plannedNanos, cadence.inDoubt());
        }

        @Override
        public void begin() {
            underWay = true;
            startedNanos = System.nanoTime();
            lateNanosBefore = beat.lateNanos();
            around.lateness().accept(Math.max(0, startedNanos - plannedNanos));
            try {
                inquiry.begin(loop, this);
            } catch (RuntimeException e) {
                gate.leave();
                restart(e.toString());
            }
        }

        @Override
        public void found(Finding finding) {
            found(finding, startedNanos);
        }

        @Override
        public void found(Finding finding, long sinceNanos) {
            underWay = false;
            if (isVoid(finding)) {
                gate.leave();
                again();
                return;
            }
            gate.leave(finding);
            count(finding, sinceNanos);
        }

        @Override
        public void foretold(Finding finding, long begunNanos) {
            startedNanos = begunNanos;
            gate.leave();
            count(finding, begunNanos);
        }

        @Override
        public void reachable() {
            if (course == this && !loop.isShuttingDown()) {
                plan(cadence.soon(System.nanoTime()));
            }
        }

        /** The second in a row counts, and is told as what a sick vantage has seen. */
        private boolean isVoid(Finding finding) {
            boolean hidden = !finding.passed()
                    && Stall.hides(finding.result(), watched.probe(), beat.lateNanos() - lateNanosBefore);
            boolean second = hidden && voidBefore;
            if (second) {
                vantage.overloaded();
            }
            voidBefore = hidden && !second;
            return voidBefore;
        }

        private void again() {
            if (course == this && !loop.isShuttingDown()) {
                tally.voided();
                reports.voided();
                plan(System.nanoTime());
            }
        }

        private void count(Finding finding, long sinceNanos) {
            if (course != this || loop.isShuttingDown()) {
                return;
            }
            long now = System.nanoTime();
            long waited = gate.waits() ? Math.max(0, startedNanos - plannedNanos) : 0;
            tally.found(finding, now, waited);
            var next = cadence.next(plannedNanos, now, finding.passed());
            gate.next(finding.unconnected(), !cadence.inDoubt());
            tally.missed(next.missed());
            plan(next.atNanos());
            sequence++;
            highest.accumulateAndGet(sequence, Math::max);
            reports.judge(new Reports.Result(finding, sequence, now, waited, next.news()), sinceNanos);
        }

        /** Says nothing, and so changes nothing: what was published goes stale in its time. */
        @Override
        public void undecided(Undecided why) {
            underWay = false;
            gate.leave();
            if (course == this && !loop.isShuttingDown()) {
                tally.saidNothing(why);
                plan(cadence.afterUndecided(System.nanoTime()));
            }
        }
    }
}
