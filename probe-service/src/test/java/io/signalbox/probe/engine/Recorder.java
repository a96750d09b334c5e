package io.signalbox.probe.engine;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.ObservationSink;
import io.signalbox.probe.core.PendingObservation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every observation, and what was forgotten. */
final class Recorder implements ObservationSink {

    private final List<PendingObservation> published = new CopyOnWriteArrayList<>();
    private final List<CheckName> forgotten = new CopyOnWriteArrayList<>();

    @Override
    public void publish(PendingObservation measured) {
        published.add(measured);
    }

    @Override
    public void forget(CheckName check) {
        forgotten.add(check);
    }

    List<CheckName> forgotten() {
        return forgotten;
    }

    List<PendingObservation> measured(String probe) {
        return published.stream()
                .filter(measured -> measured.check().probe().value().equals(probe))
                .toList();
    }

    List<Observation> of(String probe) {
        return measured(probe).stream().map(PendingObservation::observation).toList();
    }

    List<Observation> failures(String probe) {
        return of(probe).stream()
                .filter(observation -> observation.result() instanceof ProbeResult.Failed)
                .toList();
    }
}
