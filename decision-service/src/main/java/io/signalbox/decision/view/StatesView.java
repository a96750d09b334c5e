package io.signalbox.decision.view;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.ServiceName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The newest state of each service. Thread-safe. */
final class StatesView {

    record Published(long offset, ServiceStatus status) {}

    private final Map<ServiceName, Published> states = new ConcurrentHashMap<>();

    void put(long offset, ServiceStatus status) {
        states.put(status.service(), new Published(offset, status));
    }

    void remove(ServiceName service) {
        states.remove(service);
    }

    /** By name. */
    List<ServiceStatus> all() {
        return states.values().stream()
                .map(Published::status)
                .sorted(Comparator.comparing(ServiceStatus::service))
                .toList();
    }

    Optional<ServiceStatus> of(ServiceName service) {
        return Optional.ofNullable(states.get(service)).map(Published::status);
    }

    /** Those published after an offset, oldest first. @param service null for every service */
    List<Published> after(long offset, @Nullable ServiceName service) {
        return states.values().stream()
                .filter(state -> state.offset() > offset)
                .filter(state ->
                        service == null || service.equals(state.status().service()))
                .sorted(Comparator.comparingLong(Published::offset))
                .toList();
    }
}
