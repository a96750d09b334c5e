package io.signalbox.actuator.app;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Schedules start before channels are connected; a schedule that publishes has to wait for them. */
@Singleton
public class ChannelsNotConnected implements Scheduled.SkipPredicate {

    private volatile boolean started;

    void last(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent start) {
        started = true;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !started;
    }
}
