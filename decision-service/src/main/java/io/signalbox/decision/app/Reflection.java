package io.signalbox.decision.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.decision.backtest.BacktestRequest;
import io.signalbox.decision.backtest.Job;
import io.signalbox.decision.core.backtest.BacktestReport;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;

/**
 * Registers for the native executable what Jackson reads and writes: these types, the types of their fields, and all
 * classes that implement one of them, such as the arguments of each kind of step.
 */
@RegisterForReflection(
        targets = {
            Observation.class,
            SiteVerdict.class,
            Watermark.class,
            Directive.class,
            Command.class,
            Outcome.class,
            JournalEntry.class,
            ServiceStatus.class,
            ServiceState.class,
            FleetState.class,
            BacktestRequest.class,
            Job.class,
            BacktestReport.class
        },
        registerFullHierarchy = true)
final class Reflection {
    private Reflection() {}
}
