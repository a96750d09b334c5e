package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The fence of a service with a signal, read without the provider's API: from the signal, and from the record as the
 * name servers answer it. It is a proof only while the signal exists: without a signal the fence is the record, and
 * name servers may be behind.
 */
public final class DataPlaneFence {

    private final SignalStore signals;
    private final AuthoritativeServers servers;

    public DataPlaneFence(SignalStore signals, AuthoritativeServers servers) {
        this.signals = signals;
        this.servers = servers;
    }

    /** A read that has begun. */
    static final class Reading {

        private final @Nullable FutureTask<SignalReading> signal;
        private final @Nullable FutureTask<FenceReading> record;
        private final long end;

        private Reading(
                @Nullable FutureTask<SignalReading> signal, @Nullable FutureTask<FenceReading> record, long end) {
            this.signal = signal;
            this.record = record;
            this.end = end;
        }

        /**
         * Empty if the service has no signal, if the signal does not exist now, or if one of the two cannot be read in
         * time.
         */
        Optional<FenceReading> fence() {
            return signal == null || record == null
                    ? Optional.empty()
                    : result(signal)
                            .filter(SignalReading.Present.class::isInstance)
                            .flatMap(found -> result(record)
                                    .filter(answered -> !(answered instanceof FenceReading.Unreadable))
                                    .map(found::joined));
        }

        private <T> Optional<T> result(FutureTask<T> task) {
            try {
                return Optional.of(task.get(Deadline.nanosLeft(end), TimeUnit.NANOSECONDS));
            } catch (TimeoutException | ExecutionException _) {
                return Optional.empty();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /** Starts to read, so that no time is lost if the provider does not answer. */
    Reading begin(Service service, Duration limit) {
        long end = Deadline.after(limit);
        SignalObject signal = service.dns().signal();
        return signal == null
                ? new Reading(null, null, end)
                : new Reading(
                        started(() -> read(signal, end)),
                        started(() -> AnsweredFence.of(servers, service.dns().zone(), service.hostname())),
                        end);
    }

    private SignalReading read(SignalObject signal, long end) throws ActionFailedException {
        return signals.read(signal, new ActionAttempt(1, end));
    }

    private static <T> FutureTask<T> started(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().name("data-plane-fence").start(task);
        return task;
    }
}
