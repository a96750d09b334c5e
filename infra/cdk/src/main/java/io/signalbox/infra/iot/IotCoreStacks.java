package io.signalbox.infra.iot;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.infra.stack.NoticeTopics;
import software.amazon.awscdk.App;

/** One template for the domain in all regions, and the topic of the notices. */
public final class IotCoreStacks {

    private IotCoreStacks() {}

    public static void add(App app, Topology topology) {
        Service service = topology.services().getFirst();
        new IoTCoreDomainStack(app, service.hostname(), probeClient(service));
        NoticeTopics.add(app, topology);
    }

    /** The beginning of the client ids of the probes. */
    private static String probeClient(Service service) {
        return service.sites().stream()
                .flatMap(site -> site.probes().stream())
                .map(probe -> probe.check())
                .filter(Check.Mqtt.class::isInstance)
                .map(check -> ((Check.Mqtt) check).clientId())
                .findFirst()
                .orElseThrow();
    }
}
