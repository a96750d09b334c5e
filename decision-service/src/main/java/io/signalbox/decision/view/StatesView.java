package io.signalbox.decision.view;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.ServiceName;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest state of each service. Thread-safe. */
final class StatesView {

    record Published(long offset, ServiceStatus status) {}

    private final NavigableMap<ServiceName, Published> states = new ConcurrentSkipListMap<>();

    void put(long offset, ServiceStatus status) {
        states.put(status.service(), new Published(offset, status));
    }

    void remove(ServiceName service) {
        states.remove(service);
    }

    /** By name. */
    Stream<ServiceStatus> all() {
        return states.values().stream().map(Published::status);
    }

    /** Those whose names are after another one, by name. @param service null for all */
    Stream<ServiceStatus> following(@Nullable ServiceName service) {
        return service == null
                ? all()
                : states.tailMap(service, false).values().stream().map(Published::status);
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
