package io.signalbox.decision.core.backtest;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.rehearsal.Listener;
import io.signalbox.decision.core.rehearsal.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Writes down what one policy does with all services. */
final class Ledger implements Listener {

    private final Map<ServiceName, Account> accounts = new LinkedHashMap<>();

    Ledger(Topology topology, Instant begin, Duration falseWithin) {
        for (Service service : topology.services()) {
            accounts.put(
                    service.name(),
                    new Account(service.name(), service.preferred().name(), begin, falseWithin));
        }
    }

    Account of(ServiceName service) {
        return Objects.requireNonNull(accounts.get(service));
    }

    Iterable<Account> all() {
        return accounts.values();
    }

    Iterable<ServiceName> services() {
        return accounts.keySet();
    }

    @Override
    public void heard(SiteVerdict verdict) {
        of(verdict.service()).heard(verdict);
    }

    @Override
    public void moved(Move move) {
        of(move.service()).moved(move);
    }

    @Override
    public void journalled(JournalEntry entry) {
        ServiceName service = entry.service();
        if (service != null && entry.is(JournalKind.STUCK)) {
            of(service).unfinished();
        }
    }

    void close(Instant end) {
        accounts.values().forEach(account -> account.close(end));
    }
}
