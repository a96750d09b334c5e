package io.signalbox.decision.calendar;

import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.Directive;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.topology.Topology;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jboss.logging.Logger;

/**
 * Orders the drills of the calendar when they are due. Every instance orders every run and repeats it until Kafka has stored it.
 * Stage 2 accepts each run once and refuses those at a wrong time.
 */
@ApplicationScoped
public class DrillCalendar {

    private static final Logger LOG = Logger.getLogger(DrillCalendar.class);
    private static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);
    private static final long PATIENCE_SECONDS = 5;
    private static final String WHO = "calendar";

    private final Emitter<Record<String, byte[]>> emitter;
    private final Supplier<Topology> topology;
    private final DueRuns runs = new DueRuns();

    @Inject
    DrillCalendar(@Channel("calendar") Emitter<Record<String, byte[]>> emitter, Supplier<Topology> topology) {
        this.emitter = emitter;
        this.topology = topology;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void orderWhatIsDue() {
        Instant now = Instant.now();
        for (DueRuns.Run run : runs.due(topology.get(), now)) {
            if (!order(run, now)) {
                return;
            }
        }
    }

    private boolean order(DueRuns.Run run, Instant now) {
        var order = new Directive.StartDrill(run.drill(), run.scheduledFor(), null, null);
        String why = "the calendar says " + run.schedule();
        var directive = new Directive(Directive.VERSION, run.id(), run.service(), WHO, null, why, now, null, order);
        try {
            emitter.send(Record.of(directive.key(), DIRECTIVES.write(directive)))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            runs.ordered(run);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("drill not ordered yet, trying again service=%s reason=%s", run.service(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
