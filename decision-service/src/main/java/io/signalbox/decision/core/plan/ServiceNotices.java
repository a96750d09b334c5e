package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.notice.NoticeEvent;
import io.signalbox.contract.notice.NoticeKind;
import io.signalbox.contract.notice.NoticeRule;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.reason.Severity;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the receivers of a service what was written to its journal in this turn. */
public final class ServiceNotices {

    /** @param words for a person; the sites of the move replace {@code FROM} and {@code TO} */
    private record Meaning(NoticeKind kind, String subject, Severity severity, boolean over, String words) {

        static Meaning of(NoticeKind kind, String subject, Severity severity, String words) {
            return new Meaning(kind, subject, severity, false, words);
        }

        static Meaning over(NoticeKind kind, String subject, String words) {
            return new Meaning(kind, subject, Severity.INFO, true, words);
        }

        NoticeEvent event() {
            return new NoticeEvent(kind.word(), subject, severity, over);
        }
    }

    private static final Set<ReasonCode> NOWHERE_TO_GO = EnumSet.of(
            ReasonCode.ALL_DOWN,
            ReasonCode.ALL_DOWN_STAY,
            ReasonCode.ALL_DOWN_STALE_DATA,
            ReasonCode.ALL_DOWN_RESEED_PENDING,
            ReasonCode.ALL_DOWN_CLAIM_TARGET);

    private static final String MOVE = "move";
    private static final String STUCK = "stuck";
    private static final String OVERRIDE = "override";
    private static final String FREEZE = "freeze";

    /** By the kind of the journal entry. Verdicts have their own rule. */
    private static final Map<JournalKind, Meaning> MEANINGS = Map.ofEntries(
            Map.entry(
                    JournalKind.MOVE_STARTED,
                    Meaning.of(NoticeKind.MOVE_STARTED, MOVE, Severity.WAITS, "the move from FROM to TO begins")),
            Map.entry(
                    JournalKind.MOVE_DONE,
                    Meaning.over(NoticeKind.MOVE_DONE, MOVE, "the traffic has moved from FROM to TO")),
            Map.entry(
                    JournalKind.MOVE_UNPROVEN,
                    Meaning.of(NoticeKind.MOVE_FAILED, MOVE, Severity.ALARM, "the move to TO is not proven")),
            Map.entry(
                    JournalKind.MOVE_UNFINISHED,
                    Meaning.of(NoticeKind.MOVE_FAILED, MOVE, Severity.ALARM, "the move to TO is not finished")),
            Map.entry(
                    JournalKind.MOVE_ABANDONED,
                    Meaning.of(NoticeKind.MOVE_FAILED, MOVE, Severity.WAITS, "the move to TO was given up")),
            Map.entry(JournalKind.HELD, Meaning.of(NoticeKind.MOVE_HELD, MOVE, Severity.WAITS, "no move begins")),
            Map.entry(
                    JournalKind.OBJECTIVE_MISSED,
                    Meaning.of(
                            NoticeKind.OBJECTIVE_MISSED,
                            "objective",
                            Severity.WAITS,
                            "the move to TO missed an objective")),
            Map.entry(
                    JournalKind.STUCK,
                    Meaning.of(NoticeKind.STUCK, STUCK, Severity.ALARM, "the move to TO waits for a person")),
            Map.entry(
                    JournalKind.ACKNOWLEDGE, Meaning.over(NoticeKind.STUCK, STUCK, "the stuck move was acknowledged")),
            Map.entry(
                    JournalKind.ACKNOWLEDGED_ELSEWHERE,
                    Meaning.over(NoticeKind.STUCK, STUCK, "the stuck move was acknowledged in another cell")),
            Map.entry(
                    JournalKind.OVERRIDE,
                    Meaning.of(NoticeKind.OVERRIDE, OVERRIDE, Severity.WAITS, "an override was ordered")),
            Map.entry(
                    JournalKind.OVERRIDE_SUPERSEDED,
                    Meaning.over(NoticeKind.OVERRIDE, OVERRIDE, "the override was replaced")),
            Map.entry(
                    JournalKind.OVERRIDE_EXPIRED,
                    Meaning.over(NoticeKind.OVERRIDE, OVERRIDE, "the override has ended")),
            Map.entry(JournalKind.RELEASE, Meaning.over(NoticeKind.OVERRIDE, OVERRIDE, "the override was released")),
            Map.entry(
                    JournalKind.FREEZE, Meaning.of(NoticeKind.FREEZE, FREEZE, Severity.WAITS, "a freeze was ordered")),
            Map.entry(JournalKind.FREEZE_EXPIRED, Meaning.over(NoticeKind.FREEZE, FREEZE, "the freeze has ended")),
            Map.entry(JournalKind.THAW, Meaning.over(NoticeKind.FREEZE, FREEZE, "the freeze was lifted")),
            Map.entry(
                    JournalKind.THAWED_ELSEWHERE,
                    Meaning.over(NoticeKind.FREEZE, FREEZE, "the freeze was lifted in another cell")));

    private ServiceNotices() {}

    public static void tell(TransitionBuilder draft) {
        List<NoticeRule> rules = draft.situation.service().reporting().notices();
        if (rules.isEmpty()) {
            return;
        }
        for (JournalEntry entry : draft.written()) {
            Meaning meaning = meaning(draft, entry);
            if (meaning != null) {
                rules.stream()
                        .filter(rule -> rule.on().contains(meaning.kind()))
                        .forEach(rule -> Notices.add(draft, rule.by(), text(draft, entry, meaning), meaning.event()));
            }
        }
    }

    private static @Nullable Meaning meaning(TransitionBuilder draft, JournalEntry entry) {
        JournalKind kind = entry.knownKind();
        if (kind == JournalKind.VERDICT) {
            return verdict(draft, entry.evidence());
        }
        boolean unwanted = kind == JournalKind.HELD && !isWanted(draft, entry.reason());
        return kind == null || unwanted ? null : MEANINGS.get(kind);
    }

    /** The first measurement of a site that is UP needs no notice. */
    private static @Nullable Meaning verdict(TransitionBuilder draft, @Nullable SiteVerdict now) {
        boolean first = now != null && draft.verdictBefore(now.site()) == null;
        return now == null || first && now.verdict() == Verdict.UP ? null : health(now);
    }

    /** The journal also says why no move is wanted. */
    private static boolean isWanted(TransitionBuilder draft, Reason reason) {
        return draft.phase() instanceof Phase.AwaitingLeave || reason.isAny(NOWHERE_TO_GO);
    }

    private static Meaning health(SiteVerdict evidence) {
        Severity severity =
                switch (evidence.verdict()) {
                    case UP -> Severity.INFO;
                    case UNKNOWN -> Severity.WAITS;
                    case DOWN -> Severity.ALARM;
                };
        return new Meaning(
                NoticeKind.HEALTH,
                "health/" + evidence.site(),
                severity,
                evidence.verdict() == Verdict.UP,
                evidence.site() + " is " + evidence.verdict());
    }

    private static String text(TransitionBuilder draft, JournalEntry entry, Meaning meaning) {
        String words =
                meaning.words().replace("FROM", String.valueOf(entry.from())).replace("TO", String.valueOf(entry.to()));
        String why = entry.reason().text();
        return draft.service() + ": " + (why.startsWith(words) ? "" : words + ": ") + why;
    }
}
