package io.signalbox.decision.simulation;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.SsmPut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What plans change beside the name: remembered values, as a parameter store keeps them. Shared by all cells. */
final class Capacity {

    static final String BEFORE = "2";

    /** @param name unique in the service */
    record Parameter(ServiceName service, String name) {}

    /** @param plan null for what was there from the beginning */
    record Write(
            String value, @Nullable CellName cell, @Nullable String plan) {
        boolean isOf(CellName other, String otherPlan) {
            return other.equals(cell) && otherPlan.equals(plan);
        }
    }

    /** The thing that an action changes; empty if nothing of it is remembered. */
    static Optional<Parameter> of(ServiceName service, Action action) {
        return switch (action) {
            case SsmPut put -> Optional.of(new Parameter(service, put.name()));
            case EcsScale scale -> Optional.of(new Parameter(service, name(scale)));
            default -> Optional.empty();
        };
    }

    static String name(EcsScale scale) {
        return "/" + scale.cluster() + "/" + scale.service();
    }

    private static final Write FIRST = new Write(BEFORE, null, null);

    private final Map<Parameter, List<Write>> history = new HashMap<>();
    private final Set<Parameter> disturbed = new HashSet<>();

    String read(Parameter parameter) {
        return history(parameter).getLast().value();
    }

    /** @param late whether its sender no longer had the right to it when it arrived, which nothing can prevent */
    void write(Parameter parameter, Write write, boolean late) {
        history.computeIfAbsent(parameter, _ -> new ArrayList<>(List.of(FIRST))).add(write);
        if (late) {
            disturbed.add(parameter);
        }
    }

    /** Every value that it has had, the oldest first. */
    List<Write> history(Parameter parameter) {
        return history.getOrDefault(parameter, List.of(FIRST));
    }

    /** Whatever of a service has ever been changed. */
    List<Parameter> of(ServiceName service) {
        return history.keySet().stream()
                .filter(parameter -> parameter.service().equals(service))
                .toList();
    }

    /** True if it has ever been written too late, so that nothing can be said of it. */
    boolean disturbed(Parameter parameter) {
        return disturbed.contains(parameter);
    }
}
