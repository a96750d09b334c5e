package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.Observation;
import io.signalbox.contract.VantageHealth;
import io.signalbox.probe.core.Cadence;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.Grid;
import io.signalbox.probe.core.Measured;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Undecided;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One check at work: starts its probes in time, one at a time, and hands over what they find. Lives on one event loop. */
final class CheckRunner {

    private final Surroundings around;
    private final VantageWatch vantage;
    private final Latest latest;
    private final Turnstiles turnstiles;
    private final EventLoop loop;
    private final Tally tally;
    private final AtomicLong highest;
    private long sequence;
    /** Results that wait for the vantage's health; those after them wait too, to stay in order. */
    private int waiting;

    private @Nullable Course course;

    /** @param highest number of any check's results so far: a check that was there before goes on counting above its own */
    CheckRunner(
            CheckName name,
            Surroundings around,
            VantageWatch vantage,
            Latest latest,
            Turnstiles turnstiles,
            AtomicLong highest,
            EventLoop loop) {
        this.highest = highest;
        this.sequence = highest.get();
        this.around = around;
        this.vantage = vantage;
        this.latest = latest;
        this.turnstiles = turnstiles;
        this.loop = loop;
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

    /** What one probe came to. @param number of the check's results */
    private record Result(Finding finding, long number, long measuredNanos, boolean news) {}

    /** The check under one description of it. */
    private final class Course implements Finding.Listener {

        private final Watched watched;
        private final Digest digest;
        private final Inquiry inquiry;
        private final Cadence cadence;
        private final @Nullable Entrance entrance;
        private long plannedNanos;
        private long startedNanos;
        private @Nullable ScheduledFuture<?> timer;

        Course(Watched watched, Digest digest, double turn) {
            this.watched = watched;
            this.digest = digest;
            this.inquiry = around.kinds().inquiry(watched, latest);
            var grid = Grid.of(
                    watched.name(), turn, around.originNanos(), watched.probe().interval());
            this.cadence = new Cadence(grid, watched.probe());
            this.entrance = Entrance.of(watched, turnstiles, loop);
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
            if (entrance != null) {
                entrance.close();
            }
        }

        private void start() {
            if (entrance == null) {
                begin();
            } else {
                entrance.enter(this::begin);
            }
        }

        private void begin() {
            startedNanos = System.nanoTime();
            around.lateness().accept(Math.max(0, startedNanos - plannedNanos));
            inquiry.begin(loop, this);
        }

        @Override
        public void found(Finding finding) {
            found(finding, startedNanos);
        }

        @Override
        public void found(Finding finding, long sinceNanos) {
            leave();
            if (course != this || loop.isShuttingDown()) {
                return;
            }
            long now = System.nanoTime();
            tally.found(finding, now);
            var next = cadence.next(plannedNanos, now, finding.passed());
            tally.missed(next.missed());
            plan(next.atNanos());
            sequence++;
            highest.accumulateAndGet(sequence, Math::max);
            judge(new Result(finding, sequence, now, next.news()), sinceNanos);
        }

        /** Says nothing, and so changes nothing: what was published goes stale in its time. */
        @Override
        public void undecided(Undecided why) {
            leave();
            if (course == this && !loop.isShuttingDown()) {
                tally.saidNothing(why);
                plan(cadence.afterUndecided(System.nanoTime()));
            }
        }

        private void leave() {
            if (entrance != null) {
                entrance.leave();
            }
        }

        /** A failure says nothing of the site before it is known that this vantage was well. */
        private void judge(Result result, long sinceNanos) {
            if (result.finding().passed() && waiting == 0) {
                publish(result, vantage.health());
                return;
            }
            waiting++;
            vantage.ask(
                    sinceNanos,
                    result.finding().dependencies(),
                    (health, missing) -> loop.execute(() -> {
                        waiting--;
                        if (course == this && health.healthy() && missing != null) {
                            tally.unsaid(Undecided.without(missing));
                        } else if (course == this) {
                            publish(result, health);
                        }
                    }));
        }

        private void publish(Result result, VantageHealth health) {
            var name = watched.name();
            Finding finding = result.finding();
            var observation = new Observation(
                    Observation.VERSION,
                    name.service(),
                    name.site(),
                    name.probe(),
                    around.vantage(),
                    around.run(),
                    result.number(),
                    0,
                    finding.result(),
                    finding.certificateExpiry(),
                    health,
                    digest.value(),
                    watched.digest());
            around.outlet()
                    .publish(new Measured(
                            name,
                            observation,
                            result.measuredNanos(),
                            watched.probe().freshness(),
                            result.news()));
        }
    }
}
