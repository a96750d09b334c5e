package io.signalbox.decision.core.orders;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.ServiceStatus.DrillReport;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.plan.Notices;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The calendar entries of a service; reports and notices about its drills. */
public final class DrillReports {

    private final Service service;

    DrillReports(Service service) {
        this.service = service;
    }

    Optional<Drill> entry(@Nullable String name) {
        return service.drills().stream()
                .filter(drill -> drill.name().equals(name))
                .findFirst();
    }

    void report(TransitionBuilder draft, DrillReport report) {
        draft.memory(draft.memory().lastDrill(report));
        Reason reason = report.reason()
                .with("result", report.result())
                .with("startedAt", report.startedAt())
                .with("awayAt", String.valueOf(report.awayAt()))
                .with("homeAt", String.valueOf(report.homeAt()));
        draft.journal(JournalKind.DRILL_REPORT, reason).write();
    }

    void tell(TransitionBuilder draft, @Nullable String name, String text) {
        List<Action> by = entry(name).map(Drill::notices).orElse(List.of());
        Notices.add(draft, by, text);
    }

    /** The drill is over. @param homeAt when the traffic was home, or the capacity as before; null if that is not so */
    void end(TransitionBuilder draft, Hold.Drill drill, Reason reason, @Nullable Instant homeAt) {
        draft.holds(draft.holds().drill(null));
        report(
                draft,
                new DrillReport(
                        drill.name(),
                        reason.code(),
                        drill.home(),
                        drill.target(),
                        drill.since(),
                        draft.now,
                        drill.awayAt(),
                        homeAt,
                        reason));
        tell(draft, drill.name(), "drill of " + service.name() + " has ended, " + reason.code() + ": " + reason.text());
    }

    static void goHome(TransitionBuilder draft, Hold.Drill drill, Reason reason) {
        draft.holds(draft.holds().drill(drill.returning(reason)));
        draft.journal(JournalKind.DRILL_RETURNS, reason)
                .by(drill.directive(), drill.who())
                .write();
    }

    /** The alarms as text, in the same order in every process. */
    public static String alarms(ServiceState state) {
        return "there are alarms: " + new TreeSet<>(state.alarms().keySet());
    }
}
