package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the signals, one object by service, each changed only as it was read. Readers see a change at once; health checkers, and
 * with them the traffic, after a while.
 */
final class SignalStore {

    /** @param tag names this very content */
    record Signal(Fence fence, long tag) {}

    /** @param before what health checkers go by until then */
    private record Noticed(boolean before, long at) {}

    private final Agenda agenda;
    private final Chance chance;
    private final Map<ServiceName, Signal> signals = new HashMap<>();
    private final Map<ServiceName, Noticed> noticed = new HashMap<>();
    private long changes;
    boolean unreachable;
    /** True if each change takes long to arrive. */
    boolean slow;

    SignalStore(Agenda agenda, Chance chance) {
        this.agenda = agenda;
        this.chance = chance;
    }

    static boolean isBeside(Service service) {
        return service.dns().signal() != null;
    }

    /** Null where there is none. */
    @Nullable
    Signal read(ServiceName service) {
        return signals.get(service);
    }

    /** @param tag of what it replaces; null where nothing may be @return whether it was as it was said to be */
    boolean put(ServiceName service, Fence fence, @Nullable Long tag) {
        boolean fits = isTagged(service, tag);
        if (fits) {
            becomes(service, fence);
        }
        return fits;
    }

    boolean remove(ServiceName service, long tag) {
        boolean fits = isTagged(service, tag);
        if (fits) {
            becomes(service, null);
        }
        return fits;
    }

    private boolean isTagged(ServiceName service, @Nullable Long tag) {
        Signal stands = signals.get(service);
        return stands == null ? tag == null : tag != null && tag == stands.tag();
    }

    /** Whoever has done that, and whatever stood there. @param fence null for none */
    void becomes(ServiceName service, @Nullable Fence fence) {
        boolean before = leadsAway(service);
        noticed.put(
                service,
                new Noticed(before, agenda.now() + (slow ? chance.between(20, 60) : chance.between(3, 30)) * 1_000));
        if (fence == null) {
            signals.remove(service);
        } else {
            signals.put(service, new Signal(fence, ++changes));
        }
    }

    /** True if the name servers answer the standby, since the health checkers have seen the signal. */
    boolean leadsAway(ServiceName service) {
        Noticed last = noticed.get(service);
        return last != null && agenda.now() < last.at() ? last.before() : signals.containsKey(service);
    }

    /** A record as it counts beside its signal. */
    Provider.Zone joined(ServiceName service, Provider.Zone stored) {
        Signal signal = signals.get(service);
        if (signal == null || stored.garbled()) {
            return stored;
        }
        return new Provider.Zone(
                stored.fence() == null ? signal.fence() : joined(signal.fence(), stored.fence()), stored.traffic());
    }

    /** The newer one, of two of one epoch the signal, with what the other one knows beside it. */
    static Fence joined(Fence signal, Fence record) {
        return record.epoch() > signal.epoch() ? FenceUnion.of(record, signal) : FenceUnion.of(signal, record);
    }

    /** True if a decision on {@code expected} knew all that {@code found} says. */
    static boolean isKnown(Fence found, Fence expected) {
        return FenceUnion.of(found, expected).equals(expected);
    }

    /** True if both say the same of where the traffic goes. */
    static boolean isSame(Provider.Zone before, Provider.Zone after) {
        Fence former = before.fence();
        Fence now = after.fence();
        return former != null
                && now != null
                && former.epoch() == now.epoch()
                && former.active().equals(now.active());
    }

    /** True if a decision on {@code expected} need not be made anew for a signal, which may be an older one. */
    static boolean isHeard(Fence signal, Fence expected) {
        return signal.epoch() < expected.epoch()
                ? FenceUnion.of(expected, signal).equals(expected)
                : isKnown(signal, expected);
    }

    boolean isTroubled() {
        return unreachable || slow;
    }

    void heal() {
        unreachable = false;
        slow = false;
    }
}
