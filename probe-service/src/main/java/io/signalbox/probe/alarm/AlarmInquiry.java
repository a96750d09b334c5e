package io.signalbox.probe.alarm;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Undecided;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The state of one alarm. Each reading is told once, however often the check looks, since the same state read twice is no second
 * failure. What cannot be read says nothing of the site.
 */
public final class AlarmInquiry implements Inquiry {

    private static final int MICRO = 1_000;

    private final RegionAlarms alarms;
    private final Check.CloudWatchAlarm check;
    private final Duration interval;
    private final Duration timeout;
    private long toldNanos = System.nanoTime();

    public AlarmInquiry(AlarmBoard board, Check.CloudWatchAlarm check, Duration interval, Duration timeout) {
        this.alarms = board.region(check.region());
        this.check = check;
        this.interval = interval;
        this.timeout = timeout;
        alarms.want(check.name());
    }

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
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

    /** One probe, on its event loop. */
    private final class Look {

        private final Finding.Listener listener;
        private final long startedNanos = System.nanoTime();
        private final ScheduledFuture<?> limit;
        private boolean over;

        Look(EventLoop loop, Finding.Listener listener) {
            this.listener = listener;
            this.limit = loop.schedule(() -> ends(Optional.empty()), timeout.toNanos(), TimeUnit.NANOSECONDS);
        }

        void ends(Optional<Reading> reading) {
            if (over) {
                return;
            }
            over = true;
            limit.cancel(false);
            reading.ifPresent(read -> toldNanos = read.startedNanos());
            if (reading.isPresent() && reading.get() instanceof Reading.States states) {
                tell(states);
            } else {
                listener.undecided(reading.isPresent() ? Undecided.ALARM_UNREADABLE : Undecided.NOTHING_NEW);
            }
        }

        private void tell(Reading.States states) {
            AlarmSource.State state = states.byName().get(check.name());
            boolean fails = state == AlarmSource.State.ALARM
                    || state == AlarmSource.State.INSUFFICIENT_DATA && check.insufficientDataFails();
            if (fails) {
                String detail = "the alarm is in " + state + ", expected OK";
                var failed = new ProbeResult.Failed(took(), Cause.ALARM, detail);
                listener.found(new Finding(failed, null), Math.min(states.startedNanos(), startedNanos));
            } else if (state == AlarmSource.State.OK) {
                listener.found(new Finding(new ProbeResult.Passed(took()), null));
            } else {
                listener.undecided(Undecided.ALARM_UNREADABLE);
            }
        }

        private Timings took() {
            return Timings.total((System.nanoTime() - startedNanos) / MICRO);
        }
    }
}
