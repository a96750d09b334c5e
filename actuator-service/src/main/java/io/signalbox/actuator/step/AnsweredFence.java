package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Reply;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The newest fence record that the name servers answer. Needs no control plane. */
final class AnsweredFence {

    private AnsweredFence() {}

    /** Unreadable also if the servers take longer than {@code limit}. */
    static FenceReading within(AuthoritativeServers servers, String zone, String hostname, Duration limit) {
        var reading = new FutureTask<>(() -> of(servers, zone, hostname));
        Thread.ofVirtual().name("answered-fence").start(reading);
        try {
            return reading.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return new FenceReading.Unreadable("no answer of the name servers within " + limit + ": " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new FenceReading.Unreadable("interrupted");
        }
    }

    /** Unreadable also if no server answers. */
    static FenceReading of(AuthoritativeServers servers, String zone, String hostname) {
        var question = new Question(Fence.recordName(hostname), RecordType.TXT);
        // The answer of a resolver proves nothing: it may be old, or come from another zone.
        List<Reply> replies = servers.ask(zone, List.of(question)).stream()
                .filter(server -> !server.cached())
                .map(server -> server.replies().getOrDefault(question, new NotAnswered("nothing")))
                .toList();
        return replies.stream()
                .filter(Answered.class::isInstance)
                .map(reply -> FenceReading.of(((Answered) reply).values()))
                .max(Comparator.comparingLong(AnsweredFence::epoch))
                .orElseGet(() -> new FenceReading.Unreadable("no name server answers: " + replies));
    }

    /** An unreadable record is newer than any fence, and any fence is newer than none. */
    private static long epoch(FenceReading reading) {
        return switch (reading) {
            case FenceReading.Unreadable _ -> Long.MAX_VALUE;
            case FenceReading.Present(Fence fence) -> fence.epoch();
            case FenceReading.Absent _ -> 0;
        };
    }
}
