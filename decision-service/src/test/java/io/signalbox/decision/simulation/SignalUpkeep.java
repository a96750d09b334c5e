package io.signalbox.decision.simulation;

import io.signalbox.contract.Fence;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.topology.Service;

/** What one actuator does about a signal and a record that it sees to differ: the record follows, or the signal goes. */
final class SignalUpkeep {

    private static final long FIRST_PAUSE = 5_000;
    private static final long LONGEST_PAUSE = 60_000;

    private final Agenda agenda;
    private final Chance chance;
    private final Provider provider;
    private final Tally tally;
    private final ServiceName service;
    private long pause = FIRST_PAUSE;
    private long due;

    SignalUpkeep(Attempt.Surroundings world, ServiceName service) {
        this.agenda = world.agenda();
        this.chance = world.chance();
        this.provider = world.provider();
        this.tally = world.tally();
        this.service = service;
    }

    /** @param record what the name servers answer */
    void look(Service described, Fence record) {
        SignalStore.Signal signal = provider.signals().read(service);
        boolean differs =
                signal != null && (isBehind(signal.fence(), record) || isOutlived(described, signal.fence(), record));
        if (!differs) {
            pause = FIRST_PAUSE;
            due = 0;
        } else if (agenda.now() >= due) {
            due = agenda.now() + pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            agenda.in(chance.between(5, 300), () -> finish(described));
        }
    }

    private static boolean isBehind(Fence signal, Fence record) {
        return !SignalStore.joined(signal, record).equals(record);
    }

    private static boolean isOutlived(Service described, Fence signal, Fence record) {
        return signal.epoch() < record.epoch()
                && record.phase() == Fence.Phase.SETTLED
                && record.active().equals(described.preferred().name());
    }

    private void finish(Service described) {
        SignalStore.Signal signal = provider.signals().read(service);
        Provider.Zone stored = provider.stored(service);
        Fence record = stored.fence();
        if (signal == null || record == null || provider.unavailable || provider.signals().unreachable) {
            return;
        }
        if (isBehind(signal.fence(), record)) {
            tally.count("a record follows its signal");
            agenda.in(chance.between(5, 300), () -> provider.follow(described, stored, signal.fence()));
        } else if (isOutlived(described, signal.fence(), record)) {
            tally.count("an outlived signal is removed");
            agenda.in(chance.between(5, 300), () -> provider.lower(described, signal));
        }
    }
}
