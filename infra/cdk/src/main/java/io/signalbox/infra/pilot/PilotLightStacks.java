package io.signalbox.infra.pilot;

import io.signalbox.contract.step.AsgScale;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.infra.database.DatabaseEngine;
import io.signalbox.infra.database.PrimaryDatabaseStack;
import io.signalbox.infra.database.ReplicaDatabaseStack;
import io.signalbox.infra.stack.NoticeTopics;
import io.signalbox.infra.stack.ScaledService;
import software.amazon.awscdk.App;

/** A region that serves, and one that runs as little as possible. */
public final class PilotLightStacks {

    private static final int PILOT_TASKS = 1;

    private PilotLightStacks() {}

    public static void add(App app, Topology topology) {
        Service service = topology.services().getFirst();
        EcsScale tasks = step(service, EcsScale.class);
        AsgScale workers = step(service, AsgScale.class);
        RdsPromote database = step(service, RdsPromote.class);
        String home = service.preferred().name().value();

        var names = new ScaledService(tasks.cluster(), tasks.service());
        var serving = new ShopRegionStack(
                app, home, service.hostname(), names, tasks.desired(), WorkerGroup.serving(workers.group()));
        var standby = new ShopRegionStack(
                app,
                database.region(),
                service.hostname(),
                names,
                PILOT_TASKS,
                WorkerGroup.pilotLight(workers.group()));
        new PrimaryDatabaseStack(app, service.name().value(), home, serving.network(), DatabaseEngine.POSTGRES);
        new ReplicaDatabaseStack(
                app, database.replica(), database.region(), home, standby.network(), DatabaseEngine.POSTGRES);
        NoticeTopics.add(app, topology);
    }

    private static <A> A step(Service service, Class<A> kind) {
        return service.plans()
                .actions()
                .map(Work.Act::action)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
