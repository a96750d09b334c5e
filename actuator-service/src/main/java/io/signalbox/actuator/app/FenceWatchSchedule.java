package io.signalbox.actuator.app;

import io.quarkus.scheduler.Scheduled;
import io.signalbox.actuator.watch.WatchRounds;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;

/** Skips the next rounds while one takes longer than the interval. */
@Singleton
public class FenceWatchSchedule {

    private final WatchRounds rounds;
    private final ActuatorTopologies topologies;

    FenceWatchSchedule(WatchRounds rounds, ActuatorTopologies topologies) {
        this.rounds = rounds;
        this.topologies = topologies;
    }

    @Scheduled(
            every = "${signalbox.fence-watch}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ChannelsNotConnected.class)
    @RunOnVirtualThread
    void look() throws InterruptedException {
        rounds.go(topologies.current().services());
    }
}
