package io.signalbox.probe.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.probe.live.LiveView;
import io.signalbox.probe.once.OnceResponse;

/**
 * Registers for the native executable what Jackson reads and writes here: these types, the types of their fields, and all
 * classes that implement one of them.
 */
@RegisterForReflection(
        targets = {HeardBeat.class, LiveView.class, Observation.class, OnceResponse.class, ProblemDetails.class},
        registerFullHierarchy = true)
final class NativeTypes {

    private NativeTypes() {}
}
