package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.topology.Service;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One service, what its status is made with, and its shadow policy; null without one. */
record Seat(
        ServiceMachine machine,
        Statuses statuses,
        ConfirmationRule confirmation,
        @Nullable Understudy understudy) {

    static Seat of(Situation situation, Governor governor, Confirmations confirmations) {
        Service service = situation.service();
        CellName cell = situation.cell();
        var confirmation = new ConfirmationRule(service, confirmations);
        var machine = new ServiceMachine(situation, governor, confirmation);
        return new Seat(
                machine,
                new Statuses(situation, machine.eligibility(), governor, confirmation),
                confirmation,
                Understudy.of(service, cell, situation.digest(), governor, confirmation));
    }

    ServiceName service() {
        return machine.situation().service().name();
    }

    ServiceStatus status(ServiceState state, Fleet fleet, @Nullable Reason quarantine, Instant now) {
        return quarantine == null
                ? statuses.of(state, fleet, understudy == null ? null : understudy.status(), now)
                : statuses.quarantined(state, fleet, quarantine);
    }

    Shown shown(ServiceState state, Instant now) {
        return new Shown(
                confirmation.standing(state, now), machine.eligibility().suppressed(state, now));
    }

    /** Whether what held a part of its traffic back, or where it is, may be over. */
    boolean mayAdjust(@Nullable ServiceState state) {
        Fence fence = state == null ? null : state.fence();
        return fence != null
                && (fence.split() != null || machine.situation().service().dns().preWarm() != null);
    }

    Draft draft(ServiceState state, Fleet fleet, Instant now) {
        return new Draft(machine.situation(), state, fleet, now);
    }
}
