package io.signalbox.decision.core.machine;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Reason;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.SiteVerdict;
import org.jspecify.annotations.Nullable;

/** One journal entry in the making. */
final class JournalEntryBuilder {

    private final Draft draft;
    private final String kind;
    private final Reason reason;
    private @Nullable Plan plan;
    private int step;
    private @Nullable String directive;
    private @Nullable String who;
    private @Nullable SiteVerdict evidence;
    private @Nullable RecoveryTimes times;

    JournalEntryBuilder(Draft draft, String kind, Reason reason) {
        this.draft = draft;
        this.kind = kind;
        this.reason = reason;
    }

    JournalEntryBuilder of(Plan plan) {
        this.plan = plan;
        this.step = plan.switchStep();
        return this;
    }

    JournalEntryBuilder step(int step) {
        this.step = step;
        return this;
    }

    JournalEntryBuilder by(String directive, String who) {
        this.directive = directive;
        this.who = who;
        return this;
    }

    JournalEntryBuilder evidence(@Nullable SiteVerdict evidence) {
        this.evidence = evidence;
        return this;
    }

    JournalEntryBuilder times(RecoveryTimes times) {
        this.times = times;
        return this;
    }

    void write() {
        draft.write(new JournalEntry(
                JournalEntry.VERSION,
                draft.service(),
                draft.version() + 1,
                draft.now,
                kind,
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
