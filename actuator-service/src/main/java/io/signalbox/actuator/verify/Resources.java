package io.signalbox.actuator.verify;

import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import java.util.List;
import java.util.Objects;

/**
 * What a run may use beside the zone.
 *
 * @param steps whose resources may be read and asked to stay as they are, or get a message
 * @param signals in whose buckets an object of its own may be written
 */
public record Resources(List<Action> steps, List<SignalObject> signals) {

    public static final Resources NONE = new Resources(List.of(), List.of());

    public Resources {
        steps = List.copyOf(steps);
        signals = List.copyOf(signals);
    }

    /** Those of a topology. Roles are not assumed. */
    public static Resources of(Topology topology) {
        return new Resources(
                topology.services().stream()
                        .flatMap(service -> service.plans().actions())
                        .map(Work.Act::action)
                        .toList(),
                topology.services().stream()
                        .map(service -> service.dns().signal())
                        .filter(Objects::nonNull)
                        .map(signal -> signal.with(null))
                        .distinct()
                        .toList());
    }
}
