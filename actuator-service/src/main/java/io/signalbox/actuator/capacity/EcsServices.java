package io.signalbox.actuator.capacity;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.actuator.core.ActionHandler.Adjustable.Seen;
import io.signalbox.contract.step.EcsScale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/** The desired count of an Amazon ECS service. Done when at least as many tasks run: surplus tasks may end later. */
public final class EcsServices implements Adjustable<EcsScale, Seen> {

    private static final String DESIRED = "desired";
    private static final String ACTIVE = "ACTIVE";

    private final Calls<String, EcsClient> calls;

    public EcsServices(Calls<String, EcsClient> calls) {
        this.calls = calls;
    }

    @Override
    public Class<EcsScale> type() {
        return EcsScale.class;
    }

    @Override
    public Seen read(EcsScale wanted, ActionAttempt turn) throws ActionFailedException {
        Service service = describe(wanted, turn);
        if (!ACTIVE.equals(service.status())) {
            throw new ActionFailedException(
                    "not-found", "service " + wanted.service() + " is " + service.status(), true);
        }
        return new Seen(Map.of(DESIRED, String.valueOf(service.desiredCount())), waiting(service));
    }

    private Service describe(EcsScale wanted, ActionAttempt turn) throws ActionFailedException {
        DescribeServicesResponse found = calls.call(
                "DescribeServices",
                wanted.region(),
                turn,
                (client, within) -> client.describeServices(request -> request.cluster(wanted.cluster())
                        .services(wanted.service())
                        .overrideConfiguration(within)));
        if (found.services().isEmpty()) {
            throw new ActionFailedException(
                    "not-found",
                    "no service " + wanted.service() + " in cluster " + wanted.cluster() + ": " + found.failures(),
                    true);
        }
        return found.services().getFirst();
    }

    @Override
    public Map<String, String> goal(EcsScale wanted, Seen present) {
        return Map.of(DESIRED, String.valueOf(wanted.desired()));
    }

    @Override
    public Optional<String> change(EcsScale wanted, Seen present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        int desired = Adjustable.number(goal, DESIRED);
        return waiting(calls.call(
                        "UpdateService",
                        wanted.region(),
                        turn,
                        (client, within) -> client.updateService(request -> request.cluster(wanted.cluster())
                                .service(wanted.service())
                                .desiredCount(desired)
                                .overrideConfiguration(within)))
                .service());
    }

    private static Optional<String> waiting(Service service) {
        return service.runningCount() < service.desiredCount()
                ? Optional.of(service.runningCount() + " of " + service.desiredCount() + " tasks run")
                : Optional.empty();
    }
}
