package io.signalbox.actuator.core;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The health checks of an account. */
public interface HealthCheckStore {

    /**
     * A health check as it is.
     *
     * @param spec null when it checks something that a topology cannot express
     * @param version counts its changes
     * @param believed how long an endpoint must answer the same before it counts
     */
    record Live(String id, @Nullable HealthCheckSpec spec, long version, Duration believed) {}

    /** @param check an id, or a name. @throws ZoneUnavailableException when the provider does not say */
    Optional<Live> find(String check, Duration limit) throws ZoneUnavailableException;

    /**
     * Whether the record with this check would be answered, by the last results of its checkers; not while it has none.
     * A check that a topology cannot express is taken as healthy.
     *
     * @throws ZoneUnavailableException when the provider does not answer
     */
    boolean isHealthy(Live check, Duration limit) throws ZoneUnavailableException;

    /**
     * Creates it under this name; there is never a second one of a name.
     *
     * @throws ZoneUnavailableException when it was not created, or this is not known
     */
    void create(String name, HealthCheckSpec spec, Duration limit) throws ZoneUnavailableException;

    /**
     * Changes it if it is still as found. The type stays.
     *
     * @throws ZoneUnavailableException when it was not changed, or this is not known
     */
    void update(Live found, HealthCheckSpec spec, Duration limit) throws ZoneUnavailableException;
}
