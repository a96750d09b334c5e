package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.actuator.core.SignalUpkeep;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.TrafficControls;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reconciles fence record and signal after an incomplete move: updates the record to a newer signal, and removes a
 * signal that is older than the return. Both changes were decided before, and are written by compare-and-swap.
 */
public final class SignalReconciler implements SignalUpkeep {

    private static final Logger LOG = Logger.getLogger(SignalReconciler.class);
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final DnsProvider records;
    private final SignalStore signals;
    private final TrafficControls controls;

    public SignalReconciler(DnsProvider records, SignalStore signals, TrafficControls controls) {
        this.records = records;
        this.signals = signals;
        this.controls = controls;
    }

    @Override
    public void steer(Service service, boolean standby) {
        SignalObject signal = service.dns().signal();
        if (signal == null || signal.controls() == null) {
            return;
        }
        try {
            if (controls.steer(
                    signal.controls(), standby, new ActionAttempt(1, Deadline.after(LIMIT), signal.role()))) {
                LOG.warnf(
                        "routing controls follow the signal now service=%s standby=%s: another hand, or a cell that is lost",
                        service.name(), standby);
            }
        } catch (ActionFailedException e) {
            LOG.debugf("controls not looked at service=%s reason=%s: %s", service.name(), e.cause(), e.getMessage());
        }
    }

    @Override
    public void finish(Service service) {
        SignalObject signal = service.dns().signal();
        if (signal == null) {
            return;
        }
        try {
            Zone zone = records.zone(service.dns().zone(), LIMIT);
            var turn = new ActionAttempt(1, Deadline.after(LIMIT));
            if (signals.read(signal, turn) instanceof SignalReading.Present(Fence fence, String etag)) {
                finish(service, signal, zone, fence, etag, turn);
            }
        } catch (ZoneUnavailableException e) {
            LOG.debugf("signal not reconciled yet service=%s reason=%s: %s", service.name(), e.cause(), e.getMessage());
        } catch (ActionFailedException e) {
            LOG.debugf("signal not reconciled yet service=%s reason=%s: %s", service.name(), e.cause(), e.getMessage());
        }
    }

    @Override
    public Optional<String> unheeded(Service service) {
        try {
            LiveRecords live = records.zone(service.dns().zone(), LIMIT).records(service.hostname());
            List<RecordSet> wanted = Records.of(service, service.preferred().name());
            var drift = Drift.between(wanted, new LiveRecords(List.of(), List.of()), live);
            return drift.isEmpty() ? Optional.empty() : Optional.of(drift.describe());
        } catch (ZoneUnavailableException e) {
            LOG.debugf("records not looked at service=%s reason=%s: %s", service.name(), e.cause(), e.getMessage());
            return Optional.empty();
        }
    }

    private void finish(Service service, SignalObject signal, Zone zone, Fence fence, String etag, ActionAttempt turn)
            throws ZoneUnavailableException, ActionFailedException {
        String name = Fence.recordName(service.hostname());
        FenceReading record = zone.records(name).fence();
        if (!(record instanceof FenceReading.Present(Fence stored))) {
            return;
        }
        if (!SignalReading.joined(fence, stored).equals(stored)) {
            Optional<Submission> trouble = FenceCatchUp.join(zone, name, fence);
            if (trouble.isEmpty()) {
                LOG.infof("fence record follows the signal service=%s epoch=%d", service.name(), fence.epoch());
            }
        } else if (stored.epoch() > fence.epoch()
                && stored.phase() == Fence.Phase.SETTLED
                && stored.active().equals(service.preferred().name())
                && signals.remove(signal, etag, turn)) {
            LOG.infof("signal removed, as the fence says service=%s epoch=%d", service.name(), stored.epoch());
        }
    }
}
