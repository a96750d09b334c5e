package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The orders service with a failover plan of its own. */
public final class Planned {

    private Planned() {}

    /** One step before the switch, with ten seconds for it. */
    public static Topology before(Work work) {
        Topology topology = Orders.topology();
        Service service = topology.services().getFirst();
        var step = new Step("first", work, Duration.ofSeconds(10), null, Step.OnFailure.ABORT, List.of());
        var plans = new Plans(Map.of(Plans.Name.FAILOVER, List.of(Plans.Stage.of(step), Plans.Stage.of(Step.SWITCH))));
        var planned = new Service(
                service.name(),
                service.hostname(),
                service.dns(),
                service.sites(),
                service.policy(),
                null,
                plans,
                List.of(),
                List.of(),
                Reporting.NONE);
        return new Topology(
                topology.cells(),
                topology.vantages(),
                List.of(),
                List.of(planned),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "d1");
    }
}
