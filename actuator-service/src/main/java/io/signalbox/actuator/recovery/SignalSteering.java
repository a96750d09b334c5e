package io.signalbox.actuator.recovery;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.TrafficControls;
import io.signalbox.contract.dns.SignalControls;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.step.RoutingControl.Control;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import java.util.List;
import java.util.Map;

/** Lets routing controls follow a signal. */
public final class SignalSteering implements TrafficControls {

    private final RoutingControls controls;

    public SignalSteering(RoutingControls controls) {
        this.controls = controls;
    }

    @Override
    public boolean steer(SignalControls signal, boolean standby, ActionAttempt turn) throws ActionFailedException {
        var wanted = new RoutingControl(
                signal.endpoints().stream()
                        .map(endpoint -> new Endpoint(endpoint.region(), endpoint.url()))
                        .toList(),
                List.of(new Control(signal.preferred(), !standby), new Control(signal.standby(), standby)));
        RoutingControls.States present = controls.read(wanted, turn);
        Map<String, String> goal = controls.goal(wanted, present);
        if (present.values().equals(goal)) {
            return false;
        }
        var _ = controls.change(wanted, present, goal, turn);
        return true;
    }
}
