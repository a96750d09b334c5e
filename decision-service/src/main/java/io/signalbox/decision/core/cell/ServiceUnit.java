package io.signalbox.decision.core.cell;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.govern.ConfirmationRule;
import io.signalbox.decision.core.govern.Confirmations;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.machine.ServiceMachine;
import io.signalbox.decision.core.shadow.ShadowPolicy;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.status.ServiceStatuses;
import io.signalbox.decision.core.status.ShownState;
import io.signalbox.decision.core.transition.ServiceContext;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One service of the cell: its machine, status and confirmation rule, and its shadow policy; null without one. */
record ServiceUnit(
        ServiceMachine machine,
        ServiceStatuses statuses,
        ConfirmationRule confirmation,
        @Nullable ShadowPolicy shadow) {

    static ServiceUnit of(ServiceContext situation, Governor governor, Confirmations confirmations) {
        Service service = situation.service();
        CellName cell = situation.cell();
        var confirmation = new ConfirmationRule(service, confirmations);
        var machine = new ServiceMachine(situation, governor, confirmation);
        return new ServiceUnit(
                machine,
                new ServiceStatuses(situation, machine.eligibility(), governor, confirmation),
                confirmation,
                ShadowPolicy.of(service, cell, situation.digest(), governor, confirmation));
    }

    ServiceName service() {
        return machine.situation().service().name();
    }

    ServiceStatus status(ServiceState state, FleetState fleet, @Nullable Reason quarantine, Instant now) {
        return quarantine == null
                ? statuses.of(state, fleet, shadow == null ? null : shadow.status(), now)
                : statuses.quarantined(state, fleet, quarantine);
    }

    ShownState shown(ServiceState state, Instant now) {
        return new ShownState(
                confirmation.standing(state, now), machine.eligibility().suppressed(state, now));
    }

    /** True if the division of its traffic may change by time alone. */
    boolean mayAdjust(@Nullable ServiceState state) {
        Fence fence = state == null ? null : state.fence();
        return fence != null
                && (fence.split() != null || machine.situation().service().dns().preWarm() != null);
    }

    TransitionBuilder draft(ServiceState state, FleetState fleet, Instant now) {
        return new TransitionBuilder(machine.situation(), state, fleet, now);
    }
}
