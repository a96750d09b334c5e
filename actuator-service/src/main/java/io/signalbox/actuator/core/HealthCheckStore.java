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
     * @param believed the time for which an endpoint must answer the same before its status changes
     */
    record Live(String id, @Nullable HealthCheckSpec spec, long version, Duration believed) {}

    /**
     * @param check an id, or a name.
     *
     * @throws ZoneUnavailableException when the provider does not answer
     */
    Optional<Live> find(String check, Duration limit) throws ZoneUnavailableException;

    /**
     * Whether a record with this check would be answered, by the last results of the checkers; false while there are
     * none. A check that a topology cannot express is taken as healthy.
     *
     * @throws ZoneUnavailableException when the provider does not answer
     */
    boolean isHealthy(Live check, Duration limit) throws ZoneUnavailableException;

    /**
     * Creates it under this name. A name never has two health checks.
     *
     * @throws ZoneUnavailableException when it was not created, or the result is unknown
     */
    void create(String name, HealthCheckSpec spec, Duration limit) throws ZoneUnavailableException;

    /**
     * Changes it if it is still as found. The type cannot change.
     *
     * @throws ZoneUnavailableException when it was not changed, or the result is unknown
     */
    void update(Live found, HealthCheckSpec spec, Duration limit) throws ZoneUnavailableException;
}
