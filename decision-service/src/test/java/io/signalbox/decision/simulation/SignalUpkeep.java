package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;

/** What one actuator does about a signal and a record that it sees to differ: the record follows, or the signal goes. */
final class SignalUpkeep {

    private static final long FIRST_PAUSE = 5_000;
    private static final long LONGEST_PAUSE = 60_000;

    private final Agenda agenda;
    private final Chance chance;
    private final Provider provider;
    private final Tally tally;
    private final Service service;
    private long pause = FIRST_PAUSE;
    private long due;

    SignalUpkeep(Attempt.Surroundings world, Service service) {
        this.agenda = world.agenda();
        this.chance = world.chance();
        this.provider = world.provider();
        this.tally = world.tally();
        this.service = service;
    }

    /** @param home by the topology that the actuator follows @param record what the name servers answer */
    void look(SiteName home, Fence record) {
        SignalStore.Signal signal = provider.signals().read(service.name());
        boolean differs =
                signal != null && (isBehind(signal.fence(), record) || isOutlived(home, signal.fence(), record));
        if (!differs) {
            pause = FIRST_PAUSE;
            due = 0;
        } else if (agenda.now() >= due) {
            due = agenda.now() + pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            agenda.in(chance.between(5, 300), () -> finish(home));
        }
    }

    private static boolean isBehind(Fence signal, Fence record) {
        return !SignalStore.joined(signal, record).equals(record);
    }

    private static boolean isOutlived(SiteName home, Fence signal, Fence record) {
        return signal.epoch() < record.epoch()
                && record.phase() == Fence.Phase.SETTLED
                && record.active().equals(home);
    }

    private void finish(SiteName home) {
        SignalStore.Signal signal = provider.signals().read(service.name());
        Provider.Zone stored = provider.stored(service.name());
        Fence record = stored.fence();
        if (signal == null || record == null || provider.unavailable || provider.signals().unreachable) {
            return;
        }
        if (isBehind(signal.fence(), record)) {
            tally.count("a record follows its signal");
            agenda.in(chance.between(5, 300), () -> provider.follow(service, stored, signal.fence()));
        } else if (isOutlived(home, signal.fence(), record)) {
            tally.count("an outlived signal is removed");
            agenda.in(chance.between(5, 300), () -> provider.lower(service, signal));
        }
    }
}
