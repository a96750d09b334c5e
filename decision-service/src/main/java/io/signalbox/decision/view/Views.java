package io.signalbox.decision.view;

import io.signalbox.contract.Codec;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.Topics;
import io.signalbox.contract.UnreadableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Follows the states and the journal from their beginning, so that any instance can answer any read. */
@ApplicationScoped
public class Views {

    private static final Logger LOG = Logger.getLogger(Views.class);
    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);

    private final Map<ServiceName, ServiceStatus> states = new ConcurrentHashMap<>();
    private final JournalView journal = new JournalView();
    private final Map<String, CompletableFuture<JournalEntry>> awaited = new ConcurrentHashMap<>();
    private final Map<String, JournalEntry> told = new ConcurrentHashMap<>();

    @Incoming("states")
    void state(byte[] value) {
        try {
            ServiceStatus status = STATES.read(value);
            states.put(status.service(), status);
            told.values().forEach(this::completeWhenVisible);
        } catch (UnreadableException e) {
            LOG.warnf("state not readable, ignored topic=%s reason=%s", Topics.STATES, e.getMessage());
        }
    }

    @Incoming("journal")
    void entry(byte[] value) {
        try {
            JournalEntry entry = JOURNAL.read(value);
            journal.add(entry);
            String directive = entry.directive();
            if (directive != null && awaited.containsKey(directive)) {
                told.put(directive, entry);
                completeWhenVisible(entry);
            }
        } catch (UnreadableException e) {
            LOG.warnf("journal entry not readable, ignored topic=%s reason=%s", Topics.JOURNAL, e.getMessage());
        }
    }

    /** States and journal come by different ways: an effect counts as seen when the state shows it, too. */
    private void completeWhenVisible(JournalEntry entry) {
        ServiceName service = entry.service();
        ServiceStatus state = service == null ? null : states.get(service);
        boolean visible = service == null || state != null && state.version() >= entry.version();
        String directive = entry.directive();
        CompletableFuture<JournalEntry> waiting = directive == null ? null : awaited.get(directive);
        if (visible && waiting != null) {
            waiting.complete(entry);
        }
    }

    /** By name. */
    public List<ServiceStatus> states() {
        return states.values().stream()
                .sorted(Comparator.comparing(ServiceStatus::service))
                .toList();
    }

    public Optional<ServiceStatus> state(ServiceName service) {
        return Optional.ofNullable(states.get(service));
    }

    public JournalView journal() {
        return journal;
    }

    /** Completes with the entry that tells what became of a directive. To be asked for before the directive is sent. */
    public CompletableFuture<JournalEntry> effectOf(String directive) {
        return awaited.computeIfAbsent(directive, _ -> new CompletableFuture<>());
    }

    /** Nobody waits for this directive any more. */
    public void forget(String directive) {
        awaited.remove(directive);
        told.remove(directive);
    }
}
