package io.signalbox.decision.core.cell;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a cell knows of all its services. One event changes it as a whole or not at all: changes can be taken back. Not
 * thread-safe.
 */
final class CellState {

    private final Map<ServiceName, ServiceState> states = new HashMap<>();
    private final Map<ServiceName, Instant> wakeAt = new HashMap<>();
    /** Services whose public state is not yet of the topology in force. */
    private final Set<ServiceName> unpublished = new HashSet<>();
    /** Services whose stored state cannot be read, with the cause. Their stored states are left unchanged. */
    private final Map<ServiceName, Reason> unreadable = new HashMap<>();

    private final Set<ServiceName> failedShadows = new HashSet<>();
    private final List<Runnable> undo = new ArrayList<>();
    private FleetState fleet;
    private boolean removalsDue = true;

    CellState(FleetState fleet, Collection<ServiceState> known, Map<ServiceName, String> unreadable) {
        this.fleet = fleet;
        known.forEach(state -> states.put(state.service(), state));
        unreadable.forEach((service, cause) -> this.unreadable.put(service, Quarantine.unreadable(cause)));
    }

    /** Makes all changes so far final. */
    void keep() {
        undo.clear();
    }

    /** A point to which the changes after it can be taken back. */
    int mark() {
        return undo.size();
    }

    /** Takes back every change since the mark, the last one first. */
    void backTo(int mark) {
        while (undo.size() > mark) {
            undo.removeLast().run();
        }
    }

    void onUndo(Runnable step) {
        undo.add(step);
    }

    FleetState fleet() {
        return fleet;
    }

    void fleet(FleetState next) {
        FleetState before = fleet;
        undo.add(() -> fleet = before);
        fleet = next;
    }

    Collection<ServiceState> all() {
        return states.values();
    }

    @Nullable
    ServiceState known(ServiceName service) {
        return states.get(service);
    }

    ServiceState of(ServiceName service, Instant now) {
        ServiceState state = states.get(service);
        if (state != null) {
            return state;
        }
        return unreadable.containsKey(service) ? Quarantine.unknown(service, now) : ServiceState.fresh(service, now);
    }

    /** @return whether it is the first of its service */
    boolean put(ServiceState next) {
        return change(states, next.service(), next) == null;
    }

    /** The topology has changed: every service is looked at and published again. */
    void lookAgain(Collection<ServiceName> services) {
        wakeAt.clear();
        unpublished.clear();
        services.forEach(service -> wakeAt.put(service, Instant.EPOCH));
        unpublished.addAll(services);
        failedShadows.clear();
        removalsDue = true;
    }

    /** The states of services that the topology no longer has; returned once after each change. */
    List<ServiceState> removed(Set<ServiceName> present) {
        if (!removalsDue) {
            return List.of();
        }
        removalsDue = false;
        return states.values().stream()
                .filter(state -> !present.contains(state.service()) && !RemovedService.is(state))
                .toList();
    }

    /** Services whose shadow policy failed under this topology, and is not asked again. */
    Set<ServiceName> failedShadows() {
        return failedShadows;
    }

    @Nullable
    Instant wakeAt(ServiceName service) {
        return wakeAt.get(service);
    }

    /** @param when null when nothing is waited for */
    void wakeAt(ServiceName service, @Nullable Instant when) {
        change(wakeAt, service, when);
    }

    /**
     * The services whose wake-up time has come, the longest waiting first.
     *
     * @param most how many at most
     */
    List<ServiceName> due(Instant now, int most) {
        var due = new ArrayList<ServiceName>();
        wakeAt.forEach((service, when) -> {
            if (!now.isBefore(when)) {
                due.add(service);
            }
        });
        if (due.size() <= most) {
            return due;
        }
        due.sort(Comparator.comparing(wakeAt::get));
        return due.subList(0, most);
    }

    boolean isUnpublished(ServiceName service) {
        return unpublished.contains(service);
    }

    /** Its public state is to be published again. */
    void publish(ServiceName service) {
        if (unpublished.add(service)) {
            undo.add(() -> unpublished.remove(service));
        }
    }

    /** @return whether it was not yet */
    boolean published(ServiceName service) {
        boolean was = unpublished.remove(service);
        if (was) {
            undo.add(() -> unpublished.add(service));
        }
        return was;
    }

    boolean isUnreadable(ServiceName service) {
        return unreadable.containsKey(service);
    }

    /** Why nothing is decided for the service; null when it is. */
    @Nullable
    Reason quarantine(ServiceName service) {
        Reason lost = unreadable.get(service);
        return lost == null ? fleet.quarantine(service) : lost;
    }

    /** Forgets an unreadable state. */
    void read(ServiceName service) {
        change(unreadable, service, null);
    }

    private <V> @Nullable V change(Map<ServiceName, V> map, ServiceName service, @Nullable V value) {
        V before = value == null ? map.remove(service) : map.put(service, value);
        undo.add(() -> {
            if (before == null) {
                map.remove(service);
            } else {
                map.put(service, before);
            }
        });
        return before;
    }
}
