package io.signalbox.decision.core.plan;

import io.signalbox.contract.Command;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.decision.core.fence.KnownRecords;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.state.Notice;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the commands that carry out plans and send notices. */
public final class CommandFactory {

    private CommandFactory() {}

    public static Command attempt(TransitionBuilder draft, Plan plan, int step, StepProgress.Running running) {
        StepTask task = plan.steps().get(step).task();
        boolean restores = task instanceof StepTask.Act act && !act.restore().isEmpty();
        return command(
                        draft,
                        plan.id(),
                        step,
                        running.attempt(),
                        fenceFor(draft, running.expected(), running.next()),
                        running.next(),
                        running.token(),
                        running.next() != null && running.next().equals(draft.fence())
                                ? accepted(plan, arguments(task))
                                : current(draft, arguments(task)),
                        restores,
                        task instanceof StepTask.Act act && restores ? act.restore() : running.previous(),
                        words(plan),
                        plan.serviceDigest())
                .with(role(task));
    }

    public static Command undo(TransitionBuilder draft, Plan plan, int step, StepProgress.Undoing undoing) {
        return command(
                        draft,
                        plan.id(),
                        step,
                        undoing.attempt(),
                        fenceFor(draft, undoing.expected(), undoing.next()),
                        undoing.next(),
                        null,
                        back(draft, plan, plan.steps().get(step).task()),
                        undoing.next() == null,
                        undoing.previous(),
                        "back: " + words(plan),
                        draft.situation.serviceDigest())
                .with(role(plan.steps().get(step).task()));
    }

    static Command notice(TransitionBuilder draft, Notice notice, Fence fence) {
        return command(
                        draft,
                        notice.id(),
                        0,
                        notice.attempt(),
                        null,
                        fence,
                        null,
                        notice.by(),
                        false,
                        Map.of(),
                        notice.text(),
                        draft.situation.serviceDigest())
                .about(notice.event());
    }

    /** A step that does not change the fence expects the known one. */
    private static @Nullable Fence fenceFor(TransitionBuilder draft, @Nullable Fence expected, @Nullable Fence next) {
        return next == null ? draft.fence() : expected;
    }

    private static Command command(
            TransitionBuilder draft,
            String plan,
            int step,
            int attempt,
            @Nullable Fence expected,
            @Nullable Fence next,
            @Nullable String token,
            StepArguments arguments,
            boolean restore,
            Map<String, String> previous,
            String note,
            @Nullable String serviceDigest) {
        Fence left = next == null ? expected : next;
        if (left == null) {
            throw new IllegalStateException("plan " + plan + " step " + step + ": there is no fence to act on");
        }
        return new Command(
                Command.VERSION,
                draft.situation.service().name(),
                draft.situation.cell(),
                plan,
                step,
                attempt,
                draft.now,
                AttemptTimes.life(draft.now),
                expected,
                left,
                token,
                arguments,
                draft.situation.digest(),
                restore ? true : null,
                previous,
                note,
                serviceDigest);
    }

    /** Null for the actuator's own credentials. */
    private static @Nullable AwsRole role(StepTask task) {
        return task instanceof StepTask.Act act ? act.role() : null;
    }

    private static StepArguments arguments(StepTask task) {
        return switch (task) {
            case StepTask.Adopt adopt -> adopt.arguments();
            case StepTask.Readopt readopt -> readopt.arguments();
            case StepTask.Claim claim -> claim.arguments();
            case StepTask.Switch change -> change.arguments();
            case StepTask.Ramp ramp -> ramp.arguments();
            case StepTask.Act act -> act.action();
            case StepTask.Gate gate ->
                throw new IllegalStateException(gate.work().kind() + " is waited for here, and never sent");
        };
    }

    /** A change removes the records known when it is sent: earlier steps of the plan may have changed them. */
    private static StepArguments current(TransitionBuilder draft, StepArguments arguments) {
        return arguments instanceof StepArguments.DnsSwitch change ? KnownRecords.replacing(draft, change) : arguments;
    }

    /**
     * A change that the provider lost is submitted again with the same removals. After a ramp, the records to remove
     * are those of its last part, not those known when the plan was made: the actuator reads them.
     */
    private static StepArguments accepted(Plan plan, StepArguments arguments) {
        boolean ramped = plan.steps().stream().anyMatch(step -> step.task() instanceof StepTask.Ramp);
        return ramped && arguments instanceof StepArguments.DnsSwitch change
                ? change.removing(List.of(), null)
                : arguments;
    }

    private static StepArguments back(TransitionBuilder draft, Plan plan, StepTask task) {
        SiteName from = plan.from();
        return task instanceof StepTask.Ramp ramp && from != null
                ? KnownRecords.replacing(
                        draft,
                        new StepArguments.DnsSwitch(
                                ramp.arguments().zone(),
                                ramp.arguments().hostname(),
                                from,
                                List.of(),
                                ramp.back(),
                                null,
                                null,
                                null))
                : arguments(task);
    }

    private static String words(Plan plan) {
        return plan.kind().label() + (plan.from() == null ? "" : " from " + plan.from()) + " to " + plan.to();
    }
}
