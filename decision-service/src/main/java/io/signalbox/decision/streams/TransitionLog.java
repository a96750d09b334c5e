package io.signalbox.decision.streams;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.log.LogBudget;
import io.signalbox.contract.name.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts each command and each journal entry, and logs as many as the log can take: the topics have them all. */
final class TransitionLog {

    private static final Logger LOG = Logger.getLogger("io.signalbox.decision.journal");

    private final MeterRegistry metrics;
    private final LogBudget budget = new LogBudget(1_000, Duration.ofMillis(20));

    TransitionLog(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void sent(Command command) {
        metrics.counter("signalbox_commands", "kind", command.arguments().kind())
                .increment();
        if (!isLogged(command.issuedAt())) {
            return;
        }
        LOG.infof(
                "command sent service=%s epoch=%d plan=%s step=%d attempt=%d kind=%s",
                command.service(),
                command.next().epoch(),
                command.plan(),
                command.step(),
                command.attempt(),
                command.arguments().kind());
    }

    void journalled(JournalEntry entry) {
        metrics.counter("signalbox_transitions", "service", label(entry.service()), "kind", entry.kind())
                .increment();
        if (isLogged(entry.at())) {
            log(entry);
        }
        RecoveryTimes times = entry.recovery();
        if (times != null && entry.is(JournalKind.MOVE_DONE)) {
            times.phases().forEach((phase, took) -> metrics.timer(
                            "signalbox_recovery_phase", "service", label(entry.service()), "phase", phase)
                    .record(took));
        }
    }

    private boolean isLogged(Instant now) {
        return budget.take(
                now, lines -> LOG.warnf("lines left out of the log, the topics have them all lines=%d", lines));
    }

    private static void log(JournalEntry entry) {
        LOG.infof(
                "%s service=%s from=%s to=%s epoch=%d plan=%s step=%s reason=%s",
                entry.kind(),
                label(entry.service()),
                label(entry.from()),
                label(entry.to()),
                entry.epoch(),
                label(entry.plan()),
                label(entry.step()),
                entry.reason());
    }

    /** Removes the meters of a removed service. */
    void forget(ServiceName service) {
        metrics.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> service.value().equals(id.getTag("service")))
                .toList()
                .forEach(metrics::remove);
    }

    private static String label(@Nullable Object value) {
        return Objects.toString(value, "-");
    }
}
