package io.signalbox.actuator.capacity;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.actuator.core.ActionHandler.Adjustable.Seen;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.EcsScale;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The desired count of an Amazon ECS service, with the limits of its scalable target. Done when as many tasks run as are wanted:
 * surplus tasks may end later.
 */
public final class EcsServices implements Adjustable<EcsScale, Seen> {

    private static final String DESIRED = "desired";
    private static final String MIN = "min";
    private static final String MAX = "max";
    private static final String ACTIVE = "ACTIVE";

    private final Calls<String, EcsClient> calls;
    private final EcsScaling scaling;

    public EcsServices(Calls<String, EcsClient> calls, EcsScaling scaling) {
        this.calls = calls;
        this.scaling = scaling;
    }

    @Override
    public Class<EcsScale> type() {
        return EcsScale.class;
    }

    @Override
    public String resource(EcsScale wanted) {
        return "ECS service " + wanted.service() + " of " + wanted.cluster() + " in " + wanted.region();
    }

    @Override
    public Set<String> sizes() {
        return Set.of(DESIRED, MAX);
    }

    @Override
    public Seen read(EcsScale wanted, ActionAttempt turn) throws ActionFailedException {
        Service service = describe(wanted, turn);
        if (!ACTIVE.equals(service.status())) {
            throw new ActionFailedException(
                    FailureCause.NOT_FOUND, "service " + wanted.service() + " is " + service.status(), true);
        }
        var values = new HashMap<String, String>();
        values.put(DESIRED, String.valueOf(service.desiredCount()));
        if (!wanted.mayShrink()) {
            scaling.limits(wanted, turn).ifPresent(limits -> {
                values.put(MIN, String.valueOf(limits.min()));
                values.put(MAX, String.valueOf(limits.max()));
            });
        }
        return new Seen(values, waiting(service, wanted));
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
                    FailureCause.NOT_FOUND,
                    "no service " + wanted.service() + " in cluster " + wanted.cluster() + ": " + found.failures(),
                    true);
        }
        return found.services().getFirst();
    }

    /** No number is lowered, unless exactly the wanted one is asked for. */
    @Override
    public Map<String, String> goal(EcsScale wanted, Seen present) {
        if (wanted.mayShrink()) {
            return Map.of(DESIRED, String.valueOf(wanted.desired()));
        }
        var goal = new HashMap<>(present.values());
        goal.replaceAll((_, number) -> String.valueOf(Math.max(Integer.parseInt(number), wanted.desired())));
        return goal;
    }

    @Override
    public Map<String, String> restored(Map<String, String> previous, Seen present) throws ActionFailedException {
        return Adjustable.restoredWhereFound(DESIRED, previous, present);
    }

    /** The limits are changed first: while the minimum is lower, a scaling policy may remove the tasks again. */
    @Override
    public Optional<String> change(EcsScale wanted, Seen present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        if (goal.containsKey(MIN) && (differ(MIN, present, goal) || differ(MAX, present, goal))) {
            scaling.set(
                    wanted, new EcsScaling.Limits(Adjustable.number(goal, MIN), Adjustable.number(goal, MAX)), turn);
        }
        if (!differ(DESIRED, present, goal)) {
            return present.waiting();
        }
        int desired = Adjustable.number(goal, DESIRED);
        return waiting(
                calls.call(
                                "UpdateService",
                                wanted.region(),
                                turn,
                                (client, within) -> client.updateService(request -> request.cluster(wanted.cluster())
                                        .service(wanted.service())
                                        .desiredCount(desired)
                                        .overrideConfiguration(within)))
                        .service(),
                wanted);
    }

    private static boolean differ(String key, Seen present, Map<String, String> goal) {
        return !String.valueOf(present.values().get(key)).equals(goal.get(key));
    }

    private static Optional<String> waiting(Service service, EcsScale wanted) {
        int needed = Math.min(service.desiredCount(), wanted.desired());
        return service.runningCount() < needed
                ? Optional.of(service.runningCount() + " of " + needed + " tasks run")
                : Optional.empty();
    }
}
