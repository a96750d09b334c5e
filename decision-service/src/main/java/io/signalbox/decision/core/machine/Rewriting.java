package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Another cell has changed the words of the fence and nothing else: whose decision it is stays as it was. What is under way here
 * goes on, on the fence as it is now. No change that was to replace the fence from before can be taken any more.
 */
final class Rewriting {

    private Rewriting() {}

    static void take(Draft draft, Fence seen) {
        Fence known = draft.knownFence();
        Reason reason = Reason.of("fence-words", "what every cell is to know has changed: " + seen.text());
        draft.sighted();
        KnownFence.update(draft, seen, draft.records());
        FenceFaults.over(draft);
        draft.journal("fence-words", reason).write();
        if (draft.phase() instanceof Phase.Moving moving) {
            if (moving.plan().kind() == MoveKind.HOLD) {
                // Another one says what the fence still lacks.
                Binding.rest(draft, reason);
            } else {
                draft.become(rebased(draft, moving, known), draft.reason());
            }
        }
    }

    private static Phase.Moving rebased(Draft draft, Phase.Moving moving, Fence known) {
        List<Progress> progress = new ArrayList<>();
        for (int step = 0; step < moving.progress().size(); step++) {
            Task task = moving.plan().steps().get(step).task();
            progress.add(
                    switch (moving.progress().get(step)) {
                        case Progress.Running running
                        when running.next() != null -> rebased(draft, moving, task, running, known);
                        case Progress.Undoing undoing
                        when undoing.next() != null -> rebased(draft, moving, task, undoing);
                        case Progress other -> other;
                    });
        }
        return new Phase.Moving(moving.plan(), progress, moving.accepted(), moving.times(), moving.ending());
    }

    private static Progress.Running rebased(
            Draft draft, Phase.Moving moving, Task task, Progress.Running running, Fence known) {
        if (known.equals(running.next())) {
            // It was taken, and is still to be proved.
            return running.building(running.expected(), draft.knownFence());
        }
        Fence next =
                switch (task) {
                    case Task.Switch change -> NextFence.of(draft, moving.plan(), change);
                    case Task.Ramp ramp -> NextFence.claim(draft, moving.plan(), ramp.split());
                    case Task.Claim _ -> NextFence.claim(draft, moving.plan());
                    case Task.Adopt _, Task.Readopt _, Task.Act _, Task.Gate _ -> running.next();
                };
        return next == null || next.equals(running.next())
                ? running
                : running.building(draft.knownFence(), next).again(draft.now, null, running.previous());
    }

    private static Progress.Undoing rebased(Draft draft, Phase.Moving moving, Task task, Progress.Undoing undoing) {
        Fence next = task instanceof Task.Claim
                ? NextFence.returned(draft, moving)
                : NextFence.claim(draft, moving.plan(), null);
        return new Progress.Undoing(
                undoing.attempt(),
                undoing.since(),
                draft.now,
                undoing.lastDeadline(),
                draft.knownFence(),
                next,
                undoing.previous());
    }
}
