package io.signalbox.decision.view;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.ServiceName;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Completes the futures that wait for the effect of a directive. States and journal are separate topics: an effect counts as seen
 * when the state shows it, too.
 */
final class Effects {

    private record Waiting(String directive, CompletableFuture<JournalEntry> seen) {}

    private final StatesView states;
    private final JournalView journal;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    Effects(StatesView states, JournalView journal) {
        this.states = states;
        this.journal = journal;
    }

    CompletableFuture<JournalEntry> of(String directive) {
        var one = new Waiting(directive, new CompletableFuture<>());
        var _ = one.seen().whenComplete((_, _) -> waiting.remove(one));
        waiting.add(one);
        look(one);
        return one.seen();
    }

    /** Checks all waiting directives; called after each new state or entry. */
    void look() {
        waiting.forEach(this::look);
    }

    private void look(Waiting one) {
        journal.effectOf(one.directive()).filter(this::visible).ifPresent(one.seen()::complete);
    }

    private boolean visible(JournalEntry entry) {
        ServiceName service = entry.service();
        return service == null
                || states.of(service)
                        .filter(state -> state.version() >= entry.version())
                        .isPresent();
    }
}
