package io.signalbox.actuator.app;

import io.quarkus.scheduler.Scheduled;
import io.signalbox.actuator.watch.Rounds;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;

/** A round that takes longer than the interval lets the next ones pass. */
@Singleton
public class FenceWatchSchedule {

    private final Rounds rounds;
    private final Topologies topologies;

    FenceWatchSchedule(Rounds rounds, Topologies topologies) {
        this.rounds = rounds;
        this.topologies = topologies;
    }

    @Scheduled(
            every = "${signalbox.fence-watch}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = NotStarted.class)
    @RunOnVirtualThread
    void look() throws InterruptedException {
        rounds.go(topologies.current().services());
    }
}
