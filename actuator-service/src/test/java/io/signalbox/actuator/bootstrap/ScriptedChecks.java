package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.core.HealthCheckSpec;
import io.signalbox.actuator.core.HealthCheckStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** Health checks that are there, and say of themselves what they are told to, one time after the other. */
public final class ScriptedChecks implements HealthCheckStore {

    static final String ID = "00000000-0000-0000-0000-000000000001";

    private final Deque<Boolean> healthy = new ArrayDeque<>();

    /** @param healthy one for each time that it will be asked */
    public ScriptedChecks(Boolean... healthy) {
        this.healthy.addAll(Arrays.asList(healthy));
    }

    int left() {
        return healthy.size();
    }

    @Override
    public Optional<Live> find(String check, Duration limit) {
        return Optional.of(new Live(ID, null, 1, Duration.ofMillis(1)));
    }

    @Override
    public boolean isHealthy(Live check, Duration limit) {
        return healthy.remove();
    }

    @Override
    public void create(String name, HealthCheckSpec spec, Duration limit) {
        throw new AssertionError("nothing is to be made: " + name);
    }

    @Override
    public void update(Live found, HealthCheckSpec spec, Duration limit) {
        throw new AssertionError("nothing is to be changed: " + found);
    }
}
