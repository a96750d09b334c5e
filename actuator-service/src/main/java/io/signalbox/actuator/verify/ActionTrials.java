package io.signalbox.actuator.verify;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.actuator.core.ActionHandler.Irreversible;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.ActionKind;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.contract.step.AuroraSwitchover;
import io.signalbox.contract.step.MetricPut;
import io.signalbox.contract.step.SsmPut;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The smallest real call of each kind of action. It creates its own parameter and metric; all other resources are those
 * of the steps of a topology. These are read, and set to the values that they have. One-way steps are only read, and
 * messages are sent.
 */
final class ActionTrials {

    /** Remembered of a parameter that did not exist. */
    private static final Map<String, String> ABSENT = Map.of("absent", "true");

    private static final String AS_WANTED = "as the step wants it";
    private static final String UNCHANGED = "the values are unchanged";

    private final List<ActionHandler<?>> handlers;
    private final List<Action> steps;
    private final SsmPut parameter;
    private final MetricPut metric;
    private final VerificationReport report;
    private final Stop stop;
    private final InstantSource clock;

    /** @param steps of the topology @param region of the parameter and the metric */
    ActionTrials(
            List<ActionHandler<?>> handlers,
            List<Action> steps,
            String region,
            VerificationReport report,
            Stop stop,
            InstantSource clock) {
        this.handlers = List.copyOf(handlers);
        this.steps = List.copyOf(steps);
        this.parameter = new SsmPut(region, "/signalbox-verify/parameter", "verify");
        this.metric = new MetricPut(region, "SignalboxVerify", "Calls", 1);
        this.report = report;
        this.stop = stop;
        this.clock = clock;
    }

    void run() {
        for (ActionKind<?> kind : ActionKinds.ALL) {
            List<Action> actions = actions(kind);
            if (actions.isEmpty()) {
                report.leftOut(kind.name(), "no step of this kind was given");
            }
            for (Action action : actions) {
                stop.check();
                attempt(kind.name(), action);
            }
        }
    }

    private List<Action> actions(ActionKind<?> kind) {
        var actions = new ArrayList<>(steps.stream()
                .filter(step -> kind.type().isInstance(step))
                .distinct()
                .toList());
        List.of(parameter, metric).stream()
                .filter(own -> kind.type().isInstance(own))
                .forEach(actions::addFirst);
        return actions;
    }

    private void attempt(String kind, Action action) {
        ActionHandler<?> handler = handlers.stream()
                .filter(each -> each.type().isInstance(action))
                .findFirst()
                .orElseThrow();
        try {
            with(kind, handler, action);
        } catch (ActionFailedException e) {
            report.found(kind + " " + action, "an answer", e.cause() + ": " + e.getMessage(), false);
        }
    }

    private <A extends Action> void with(String kind, ActionHandler<A> handler, Action action)
            throws ActionFailedException {
        A wanted = handler.type().cast(action);
        switch (handler) {
            case Adjustable<A, ?> adjustable when action.equals(parameter) -> putAndPutBack(kind, adjustable, wanted);
            case Adjustable<A, ?> adjustable -> keep(kind, adjustable, wanted);
            case Irreversible<A> irreversible ->
                report.found(kind + ": read only", "a description", irreversible.describe(wanted, turn()), true);
            case Messenger<A> messenger -> {
                Command command = command(action);
                messenger.tell(wanted, command, command.next(), turn());
                report.found(kind + ": one message", "accepted", "accepted", true);
            }
        }
    }

    private <A extends Action, R extends Adjustable.Reading> void putAndPutBack(
            String kind, Adjustable<A, R> handler, A wanted) throws ActionFailedException {
        R before = handler.read(wanted, turn());
        Map<String, String> goal = handler.goal(wanted, before);
        var _ = handler.change(wanted, before, goal, turn());
        R changed = handler.read(wanted, turn());
        boolean put = handler.goal(wanted, changed).equals(changed.values());
        report.found(
                kind + ": a parameter of its own",
                AS_WANTED,
                put ? AS_WANTED : changed.values() + " after " + goal,
                put);
        Map<String, String> previous = handler.restored(before.values(), changed);
        var _ = handler.change(wanted, changed, previous, turn());
        R after = handler.read(wanted, turn());
        report.found(
                kind + ": as before",
                before.values().toString(),
                after.values().toString(),
                after.values().equals(before.values()));
    }

    private <A extends Action, R extends Adjustable.Reading> void keep(String kind, Adjustable<A, R> handler, A wanted)
            throws ActionFailedException {
        R before = handler.read(wanted, turn());
        if (!(wanted instanceof AuroraSwitchover)) {
            stop.check();
            var _ = handler.change(wanted, before, before.values(), turn());
        }
        R after = handler.read(wanted, turn());
        boolean same = after.values().equals(before.values());
        report.found(
                kind + ": asked to stay as it is",
                UNCHANGED,
                same ? UNCHANGED + ": " + after.values() : after.values() + " instead of " + before.values(),
                same);
    }

    private static ActionAttempt turn() {
        return new ActionAttempt(1, Deadline.after(ActionAttempt.LIMIT));
    }

    private Command command(Action action) {
        var cell = new CellName("verify");
        var fence = Fence.settled(1, new SiteName("verify"), "verify", cell);
        var now = clock.instant();
        return new Command(
                Command.VERSION,
                new ServiceName("signalbox-verify"),
                cell,
                "verify",
                0,
                1,
                now,
                now.plus(ActionAttempt.LIMIT),
                fence,
                fence,
                null,
                action,
                "verify",
                null,
                null,
                "a trial of the verify command",
                null);
    }

    /** Deletes the parameter that a stopped run may have left. @return what could not be deleted */
    List<String> clean() {
        return handlers.stream()
                .filter(handler -> handler.type() == SsmPut.class)
                .flatMap(handler -> clean((Adjustable<?, ?>) handler).stream())
                .toList();
    }

    private <A extends Action, R extends Adjustable.Reading> List<String> clean(Adjustable<A, R> handler) {
        A own = handler.type().cast(parameter);
        try {
            R present = handler.read(own, turn());
            if (handler.goal(own, present).equals(present.values())) {
                var _ = handler.change(own, present, ABSENT, turn());
            }
            return List.of();
        } catch (ActionFailedException e) {
            return List.of(parameter + ": " + e.cause() + ": " + e.getMessage());
        }
    }
}
