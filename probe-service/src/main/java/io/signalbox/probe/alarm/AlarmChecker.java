package io.signalbox.probe.alarm;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.kind.CheckKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Checks one alarm. A reading counts once, however often the check runs. Undecided if it is unreadable. */
public final class AlarmChecker implements Checker {

    private static final int MICRO = 1_000;

    private final RegionAlarms alarms;
    private final Check.CloudWatchAlarm check;
    private final Duration interval;
    private final Duration timeout;
    private long toldNanos = System.nanoTime();

    public AlarmChecker(AlarmRegions board, Check.CloudWatchAlarm check, Duration interval, Duration timeout) {
        this.alarms = board.region(check.region());
        this.check = check;
        this.interval = interval;
        this.timeout = timeout;
        alarms.want(check.name());
    }

    public static CheckKind<Check.CloudWatchAlarm> kind(AlarmRegions regions) {
        return new CheckKind<>(
                Check.CloudWatchAlarm.class,
                setup -> new AlarmChecker(
                        regions, setup.check(), setup.configured().probe().interval(), setup.timeout()));
    }

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        var look = new Look(loop, listener);
        alarms.ask(toldNanos, interval.toNanos(), reading -> {
            if (!loop.isShuttingDown()) {
                loop.execute(() -> look.ends(reading));
            }
        });
    }

    @Override
    public void close() {
        alarms.forget(check.name());
    }

    /** One running probe. Runs on its event loop. */
    private final class Look {

        private final CheckResult.Listener listener;
        private final long startedNanos = System.nanoTime();
        private final ScheduledFuture<?> limit;
        private boolean over;

        Look(EventLoop loop, CheckResult.Listener listener) {
            this.listener = listener;
            this.limit = loop.schedule(() -> ends(Optional.empty()), timeout.toNanos(), TimeUnit.NANOSECONDS);
        }

        void ends(Optional<AlarmReading> reading) {
            if (over) {
                return;
            }
            over = true;
            limit.cancel(false);
            reading.ifPresent(read -> toldNanos = read.startedNanos());
            if (reading.isPresent() && reading.get() instanceof AlarmReading.States states) {
                tell(states);
            } else {
                listener.undecided(
                        reading.isPresent() ? UndecidedReason.ALARM_UNREADABLE : UndecidedReason.NOTHING_NEW);
            }
        }

        private void tell(AlarmReading.States states) {
            AlarmSource.State state = states.byName().get(check.name());
            boolean fails = state == AlarmSource.State.ALARM
                    || state == AlarmSource.State.INSUFFICIENT_DATA && check.insufficientDataFails();
            if (fails) {
                String detail = "the alarm is in " + state + ", expected OK";
                var failed = new ProbeResult.Failed(took(), Cause.ALARM, detail);
                listener.found(new CheckResult(failed, null), Math.min(states.startedNanos(), startedNanos));
            } else if (state == AlarmSource.State.OK) {
                listener.found(new CheckResult(new ProbeResult.Passed(took()), null));
            } else {
                listener.undecided(UndecidedReason.ALARM_UNREADABLE);
            }
        }

        private Timings took() {
            return Timings.total((System.nanoTime() - startedNanos) / MICRO);
        }
    }
}
