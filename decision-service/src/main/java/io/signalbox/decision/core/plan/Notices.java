package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.notice.NoticeEvent;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.step.Action;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.state.Notice;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends notices. A notice is sent again until it is delivered, or is too old to matter. */
public final class Notices {

    private static final Duration LIFE = Duration.ofMinutes(15);

    /**
     * The maximum number of waiting notices. When there are more, the oldest are dropped, since the latest ones show
     * the present state.
     */
    static final int MOST = 50;

    private Notices() {}

    public static void add(TransitionBuilder draft, List<Action> by, String text) {
        by.forEach(action -> add(draft, action, text, null));
    }

    static void add(TransitionBuilder draft, Action by, String text, @Nullable NoticeEvent event) {
        var notices = new ArrayList<>(draft.memory().notices());
        String id = "n" + draft.version() + "-" + notices.size();
        notices.add(new Notice(id, by, text, draft.now, 0, draft.now, event));
        if (notices.size() > MOST) {
            lost(draft, notices.removeFirst(), MOST + " later ones wait");
        }
        draft.memory(draft.memory().notices(notices));
    }

    /** Sends due notices; nothing is sent while no fence is known. @return when to check again; null for no notice */
    public static @Nullable Instant keep(TransitionBuilder draft) {
        Fence fence = draft.fence();
        List<Notice> pending = draft.memory().notices();
        if (pending.isEmpty()) {
            return null;
        }
        Instant wake = null;
        var kept = new ArrayList<Notice>();
        for (Notice notice : pending) {
            Notice next = notice;
            if (!draft.now.isBefore(notice.since().plus(LIFE))) {
                lost(draft, notice, "it is too old");
                continue;
            }
            if (fence != null && !draft.now.isBefore(notice.askAgainAt())) {
                next = notice.tried(AttemptTimes.silence(draft.now));
                draft.send(CommandFactory.notice(draft, next, fence));
            }
            kept.add(next);
            wake = Instants.earlier(wake, fence == null ? notice.since().plus(LIFE) : next.askAgainAt());
        }
        draft.memory(draft.memory().notices(kept));
        return wake;
    }

    /** @return whether the outcome belongs to a notice */
    public static boolean heard(TransitionBuilder draft, StepOutcome outcome) {
        for (Notice notice : draft.memory().notices()) {
            if (notice.id().equals(outcome.plan())) {
                heard(draft, notice, outcome);
                return true;
            }
        }
        return false;
    }

    private static void heard(TransitionBuilder draft, Notice notice, StepOutcome outcome) {
        switch (outcome.result()) {
            case Done _ -> replace(draft, notice, null);
            case InProgress progress -> replace(draft, notice, notice.again(draft.now.plus(progress.retryAfter())));
            case Failed failed
            when !failed.retryable() -> {
                lost(draft, notice, failed.cause() + ": " + failed.detail());
                replace(draft, notice, null);
            }
            case Failed _, Refused _ ->
                replace(draft, notice, notice.again(draft.retryAt(notice.id(), outcome.step(), notice.attempt())));
        }
    }

    private static void replace(TransitionBuilder draft, Notice old, @Nullable Notice now) {
        var notices = new ArrayList<Notice>();
        for (Notice notice : draft.memory().notices()) {
            Notice kept = notice.equals(old) ? now : notice;
            if (kept != null) {
                notices.add(kept);
            }
        }
        draft.memory(draft.memory().notices(notices));
    }

    private static void lost(TransitionBuilder draft, Notice notice, String why) {
        draft.journal(
                        JournalKind.NOTICE_LOST,
                        Reason.of(ReasonCode.NOTICE_LOST, "\"" + notice.text() + "\" was not delivered: " + why))
                .write();
    }
}
