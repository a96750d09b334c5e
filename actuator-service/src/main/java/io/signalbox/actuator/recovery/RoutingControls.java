package io.signalbox.actuator.recovery;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.step.RoutingControl.Control;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.route53recoverycluster.model.RoutingControlState;
import software.amazon.awssdk.services.route53recoverycluster.model.UpdateRoutingControlStateEntry;

/** The states of routing controls, all changed at once. Any endpoint of the cluster can do it. */
public final class RoutingControls implements Adjustable<RoutingControl, RoutingControls.States> {

    private static final String ON = "on";
    private static final String OFF = "off";

    private final Endpoints cluster;

    public RoutingControls(Endpoints cluster) {
        this.cluster = cluster;
    }

    /** @param from the endpoint that has answered, which is the first to get the change */
    public record States(Map<String, String> values, Endpoint from) implements Reading {

        public States {
            values = Map.copyOf(values);
        }

        @Override
        public Optional<String> waiting() {
            return Optional.empty();
        }
    }

    /** A cluster has fewer controls than one page of the list. */
    @Override
    public Class<RoutingControl> type() {
        return RoutingControl.class;
    }

    @Override
    public String resource(RoutingControl wanted) {
        return "routing controls "
                + wanted.controls().stream().map(Control::arn).sorted().toList();
    }

    @Override
    public States read(RoutingControl wanted, ActionAttempt turn) throws ActionFailedException {
        var answer = cluster.ask(
                "ListRoutingControls",
                Endpoints.inTurn(wanted.endpoints(), turn.attempt()),
                turn,
                (client, within) -> client.listRoutingControls(request -> request.overrideConfiguration(within)));
        var states = new HashMap<String, String>();
        answer.value()
                .routingControls()
                .forEach(control -> states.put(
                        control.routingControlArn(),
                        control.routingControlState() == RoutingControlState.ON ? ON : OFF));
        List<String> wantedControls =
                wanted.controls().stream().map(Control::arn).toList();
        var missing = new TreeSet<>(wantedControls);
        missing.removeAll(states.keySet());
        if (!missing.isEmpty()) {
            throw new ActionFailedException(
                    FailureCause.NOT_FOUND, "the cluster has no routing control " + missing, true);
        }
        states.keySet().retainAll(Set.copyOf(wantedControls));
        return new States(states, answer.from());
    }

    @Override
    public Map<String, String> goal(RoutingControl wanted, States present) {
        var states = new HashMap<String, String>();
        wanted.controls().forEach(control -> states.put(control.arn(), control.on() ? ON : OFF));
        return states;
    }

    @Override
    public Optional<String> change(RoutingControl wanted, States present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        List<UpdateRoutingControlStateEntry> entries = goal.entrySet().stream()
                .map(state -> UpdateRoutingControlStateEntry.builder()
                        .routingControlArn(state.getKey())
                        .routingControlState(
                                ON.equals(state.getValue()) ? RoutingControlState.ON : RoutingControlState.OFF)
                        .build())
                .toList();
        var _ = cluster.ask(
                "UpdateRoutingControlStates",
                Endpoints.inTurn(wanted.endpoints(), wanted.endpoints().indexOf(present.from()) + 1),
                turn,
                (client, within) -> client.updateRoutingControlStates(request ->
                        request.updateRoutingControlStateEntries(entries).overrideConfiguration(within)));
        return Optional.empty();
    }
}
