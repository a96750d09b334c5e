package io.signalbox.actuator.core;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The health checks of an account. */
public interface HealthCheckStore {

    /**
     * A health check as it stands.
     *
     * @param spec null when it asks in a way that a topology has no words for
     * @param version counts its changes
     * @param believed how long an endpoint must have answered alike before it counts
     */
    record Live(String id, @Nullable HealthCheckSpec spec, long version, Duration believed) {}

    /** @param check an id, or a name. @throws ZoneUnavailableException when the provider does not say */
    Optional<Live> find(String check, Duration limit) throws ZoneUnavailableException;

    /**
     * Whether the record that refers to it would be answered, by what its checkers have last seen; one that they have not asked
     * yet is not. Of a check that asks in a way without words nothing is known, and it is taken for healthy.
     *
     * @throws ZoneUnavailableException when the provider does not say
     */
    boolean isHealthy(Live check, Duration limit) throws ZoneUnavailableException;

    /**
     * Makes it under this name, once: there is never a second one of a name.
     *
     * @throws ZoneUnavailableException when it was not made, or nobody knows
     */
    void create(String name, HealthCheckSpec spec, Duration limit) throws ZoneUnavailableException;

    /**
     * Changes it if it is still as it was found. The type stays.
     *
     * @throws ZoneUnavailableException when it was not changed, or nobody knows
     */
    void update(Live found, HealthCheckSpec spec, Duration limit) throws ZoneUnavailableException;
}
