package io.signalbox.decision.view;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.config.DecisionConfig;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Views without a Kafka to read. */
public final class ViewsOfTests {

    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);
    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final int MANY = 1_000;

    private record View(
            int journalOfOne,
            int journalOfAll,
            int metricsInFull,
            int readers,
            int readersOfOne,
            int behind,
            Duration heartbeat)
            implements DecisionConfig.View {}

    private ViewsOfTests() {}

    public static Views empty() {
        return empty(MANY);
    }

    static Views empty(int journalOfAll) {
        return of(journalOfAll, _ -> false, new SimpleMeterRegistry());
    }

    /** @param described the services of the topology */
    static Views of(int journalOfAll, Predicate<ServiceName> described, MeterRegistry metrics) {
        var view = new View(MANY, journalOfAll, MANY, MANY, MANY, MANY, Duration.ofSeconds(15));
        return new Views(view, described, metrics);
    }

    /** Services in this phase, in this order. */
    public static void show(Views views, String phase, String... services) {
        for (String service : services) {
            ServiceStatus state = Entries.state(service, phase);
            views.state(new ConsumerRecord<>(Topics.STATES, 0, 0, service, STATES.write(state)));
        }
    }

    /** The journal tells what became of a directive for all services. */
    public static void tell(Views views, String directive, String kind) {
        JournalEntry entry = Entries.entry(null, 1, kind, directive);
        views.entry(new ConsumerRecord<>(Topics.JOURNAL, 0, 0, "*", JOURNAL.write(entry)));
    }
}
