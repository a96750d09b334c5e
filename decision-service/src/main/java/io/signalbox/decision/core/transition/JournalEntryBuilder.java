package io.signalbox.decision.core.transition;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.Plan;
import org.jspecify.annotations.Nullable;

/** Builds one journal entry. */
public final class JournalEntryBuilder {

    private final TransitionBuilder draft;
    private final JournalKind kind;
    private final Reason reason;
    private @Nullable Plan plan;
    private int step;
    private @Nullable String directive;
    private @Nullable String who;
    private @Nullable SiteVerdict evidence;
    private @Nullable RecoveryTimes times;

    JournalEntryBuilder(TransitionBuilder draft, JournalKind kind, Reason reason) {
        this.draft = draft;
        this.kind = kind;
        this.reason = reason;
    }

    public JournalEntryBuilder of(Plan plan) {
        this.plan = plan;
        this.step = plan.switchStep();
        return this;
    }

    public JournalEntryBuilder step(int step) {
        this.step = step;
        return this;
    }

    public JournalEntryBuilder by(String directive, String who) {
        this.directive = directive;
        this.who = who;
        return this;
    }

    public JournalEntryBuilder evidence(@Nullable SiteVerdict evidence) {
        this.evidence = evidence;
        return this;
    }

    public JournalEntryBuilder times(RecoveryTimes times) {
        this.times = times;
        return this;
    }

    public void write() {
        draft.write(new JournalEntry(
                JournalEntry.VERSION,
                draft.service(),
                draft.version() + 1,
                draft.now,
                kind.text(),
                plan == null ? draft.active() : plan.from(),
                plan == null ? null : plan.to(),
                draft.epoch(),
                plan == null ? null : plan.id(),
                plan == null ? null : step,
                directive,
                who,
                reason,
                evidence,
                times));
    }
}
