package io.signalbox.decision.core.fence;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Drift: traffic records that someone else changed, as answered by the name servers. */
public final class RecordDrift {

    /** Fact of the alarm: epoch of the fence beside which the records were seen. */
    private static final String EPOCH = "epoch";

    private RecordDrift() {}

    public static void sighted(TransitionBuilder draft, DriftSighting sighting) {
        Fence fence = draft.fence();
        if (fence == null || sighting.epoch() < fence.epoch()) {
            // The sighting is of records that a later decision has replaced.
            return;
        }
        if (!sighting.drifted()) {
            if (draft.clear(List.of(ReasonCode.RECORDS_DRIFT, ReasonCode.RECORDS_OUTDATED))) {
                draft.journal(
                                JournalKind.DRIFT_GONE,
                                reason(ReasonCode.DRIFT_GONE, "the name is answered as it should be again", sighting))
                        .write();
            }
            return;
        }
        if (KnownRecords.isAnswered(draft, sighting.places())) {
            outdated(draft, sighting);
            return;
        }
        String writer = Objects.requireNonNullElse(sighting.writer(), "not told");
        Reason alarm = reason(
                        ReasonCode.RECORDS_DRIFT,
                        "another writer has changed the traffic records: expected " + sighting.expected() + ", found "
                                + sighting.found() + "; writer: " + writer,
                        sighting)
                .with("writer", writer);
        if (draft.raise(alarm)) {
            draft.journal(JournalKind.DRIFT_SEEN, alarm).write();
        }
    }

    /**
     * A switch has replaced the records, so earlier drift alarms end: at an alias, for example, no sighting would show
     * the end of the drift. Alarms about the switch's own records, seen before its outcome arrived, stay.
     */
    public static void replaced(TransitionBuilder draft) {
        List<ReasonCode> replaced = Stream.of(ReasonCode.RECORDS_DRIFT, ReasonCode.RECORDS_OUTDATED)
                .filter(code -> {
                    Reason alarm = draft.state().alarm(code);
                    return alarm != null && Long.parseLong(alarm.facts().getOrDefault(EPOCH, "0")) < draft.epoch();
                })
                .toList();
        if (draft.clear(replaced)) {
            draft.journal(
                            JournalKind.DRIFT_GONE,
                            Reason.of(
                                    ReasonCode.DRIFT_GONE,
                                    "epoch " + draft.epoch() + " has replaced the traffic records"))
                    .write();
        }
    }

    private static void outdated(TransitionBuilder draft, DriftSighting sighting) {
        Reason alarm = reason(
                ReasonCode.RECORDS_OUTDATED,
                "the name is answered as it was last written, but the topology says otherwise by now: expected "
                        + sighting.expected() + ", found " + sighting.found(),
                sighting);
        draft.clear(List.of(ReasonCode.RECORDS_DRIFT));
        if (draft.raise(alarm)) {
            draft.journal(JournalKind.RECORDS_OUTDATED, alarm).write();
        }
    }

    private static Reason reason(ReasonCode code, String text, DriftSighting sighting) {
        return Reason.of(code, text)
                .with("expected", sighting.expected())
                .with("found", sighting.found())
                .with(EPOCH, sighting.epoch());
    }

    /**
     * Whether a move overwrites drifted records. A failover that follows a plan which ran out of time does so only
     * after this cell has seen and reported the drift: a person may have moved the traffic by hand meanwhile.
     */
    public static boolean overwrites(Service service, ServiceState state, MoveProposal.Move move) {
        Hold.Override override = state.holds().override();
        Fence fence = state.fence();
        return switch (move.kind()) {
            case FAILOVER ->
                service.dns().onDrift() == Dns.OnDrift.OVERWRITE_WHEN_DOWN
                        && fence != null
                        && (state.memory().retry() == null
                                || state.memory().retry().hasMetDrift()
                                || state.has(ReasonCode.RECORDS_DRIFT))
                        && state.verdict(fence.active()) == Verdict.DOWN;
            case OVERRIDE -> override != null && override.force();
            case ADOPTION, FAILBACK, DRILL, RESTORE, HOLD, ADJUST, READOPTION, RAISE, LOWER -> false;
        };
    }
}
