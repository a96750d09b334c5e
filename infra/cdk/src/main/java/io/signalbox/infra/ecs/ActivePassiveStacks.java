package io.signalbox.infra.ecs;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.infra.stack.DelegationStack;
import io.signalbox.infra.stack.ExampleTopology;
import io.signalbox.infra.stack.HostedZoneStack;
import io.signalbox.infra.stack.NoticeTopics;
import io.signalbox.infra.stack.ScaledService;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.App;

/** A zone for each environment, its delegation in the management account, and a load balancer and a cluster in each region. */
public final class ActivePassiveStacks {

    private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");

    private ActivePassiveStacks() {}

    /** @param folder with the files of the environments */
    public static void add(App app, Topology topology, Path folder) throws InvalidTopologyException {
        Service service = topology.services().getFirst();
        new HostedZoneStack(app, service.dns().zone());
        new DelegationStack(app, service.dns().zone());
        for (Site site : service.sites()) {
            new ApiRegionStack(app, site.name().value(), service.hostname(), ScaledService.of(service));
        }
        NoticeTopics.add(app, topology);
        for (String environment : ENVIRONMENTS) {
            Path file = folder.resolve("environments").resolve(environment + ".yaml");
            new StepRolesStack(app, environment, ExampleTopology.read(file));
        }
    }
}
