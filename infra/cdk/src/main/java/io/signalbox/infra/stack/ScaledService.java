package io.signalbox.infra.stack;

import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Work;
import java.util.stream.Stream;

/** The names of an ECS service that a plan scales; it has the same ones in every region. */
public record ScaledService(String cluster, String service) {

    /** @throws java.util.NoSuchElementException if no plan scales one */
    public static ScaledService of(Service service) {
        return steps(service)
                .map(step -> new ScaledService(step.cluster(), step.service()))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<EcsScale> steps(Service service) {
        return service.plans()
                .actions()
                .map(Work.Act::action)
                .filter(EcsScale.class::isInstance)
                .map(EcsScale.class::cast);
    }
}
