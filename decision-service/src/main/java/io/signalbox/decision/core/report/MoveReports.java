package io.signalbox.decision.core.report;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.decision.core.plan.ObjectiveResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the moves in the journal of one service. */
public final class MoveReports {

    private static final Map<JournalKind, String> RESULTS = Map.of(
            JournalKind.MOVE_DONE, "done",
            JournalKind.MOVE_ABANDONED, "abandoned",
            JournalKind.MOVE_UNPROVEN, "unproven",
            JournalKind.MOVE_UNFINISHED, "unfinished",
            JournalKind.STUCK, "stuck");
    private static final Set<JournalKind> STEPS = EnumSet.of(
            JournalKind.CLAIMED,
            JournalKind.CHANGE_ACCEPTED,
            JournalKind.STEP_DONE,
            JournalKind.STEP_FAILED,
            JournalKind.STEP_ASKS,
            JournalKind.STEP_NOT_UNDONE);

    private final ServiceName service;
    private final List<JournalEntry> entries;
    private final Objectives objectives;

    /** @param entries of this service, oldest first */
    public MoveReports(ServiceName service, List<JournalEntry> entries, Objectives objectives) {
        this.service = service;
        this.entries = List.copyOf(entries);
        this.objectives = objectives;
    }

    /** Newest first. */
    public List<MoveReport.Summary> all() {
        return starts().reversed().stream()
                .map(start -> report(start).summary())
                .toList();
    }

    public Optional<MoveReport> of(String plan) {
        return starts().stream()
                .filter(start -> plan.equals(start.plan()))
                .findFirst()
                .map(this::report);
    }

    public Optional<MoveReport> last() {
        List<JournalEntry> starts = starts();
        return starts.isEmpty() ? Optional.empty() : Optional.of(report(starts.getLast()));
    }

    private List<JournalEntry> starts() {
        return entries.stream()
                .filter(entry -> entry.is(JournalKind.MOVE_STARTED) && entry.plan() != null)
                .toList();
    }

    private MoveReport report(JournalEntry start) {
        String plan = Objects.requireNonNull(start.plan());
        List<JournalEntry> own =
                entries.stream().filter(entry -> plan.equals(entry.plan())).toList();
        JournalEntry end = own.stream()
                .filter(entry -> entry.isAny(RESULTS.keySet()))
                .findFirst()
                .orElse(null);
        RecoveryTimes times = times(own);
        JournalEntry failure = times.firstFailure() == null ? null : failure(start);
        List<JournalEntry> timeline = timeline(start, failure, end == null ? null : own.getLast());
        return new MoveReport(
                service,
                plan,
                start.from(),
                start.to(),
                own.getLast().epoch(),
                end == null ? "under-way" : result(end),
                start.at(),
                end == null ? null : end.at(),
                start.reason(),
                end == null ? null : end.reason(),
                times.phases().entrySet().stream()
                        .map(phase -> new MoveReport.Phase(phase.getKey(), phase.getValue()))
                        .toList(),
                ObjectiveResult.of(objectives, times).stream()
                        .map(each ->
                                new ServiceStatus.Objective(each.name(), each.limit(), each.actual(), each.isMet()))
                        .toList(),
                failure == null ? null : failure.evidence(),
                waits(timeline, start),
                own.stream()
                        .filter(entry -> entry.isAny(STEPS))
                        .map(entry -> new MoveReport.Step(entry.step(), entry.at(), entry.kind(), entry.reason()))
                        .toList(),
                timeline);
    }

    private static String result(JournalEntry end) {
        return Objects.requireNonNull(RESULTS.get(end.knownKind()));
    }

    /** The newest times that an entry of the plan has. */
    private static RecoveryTimes times(List<JournalEntry> own) {
        return own.reversed().stream()
                .map(JournalEntry::recovery)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(RecoveryTimes.NONE);
    }

    /** The last verdict DOWN on the site that the move leaves. */
    private @Nullable JournalEntry failure(JournalEntry start) {
        return before(start).reversed().stream()
                .filter(entry -> isDown(entry.evidence(), start))
                .findFirst()
                .orElse(null);
    }

    private static boolean isDown(@Nullable SiteVerdict evidence, JournalEntry start) {
        return evidence != null
                && evidence.verdict() == Verdict.DOWN
                && evidence.site().equals(start.from());
    }

    private List<JournalEntry> before(JournalEntry start) {
        return entries.subList(0, entries.indexOf(start));
    }

    /** Without a failure it begins where the move was first held. @param last null while the move is under way */
    private List<JournalEntry> timeline(
            JournalEntry start, @Nullable JournalEntry failure, @Nullable JournalEntry last) {
        int first = entries.indexOf(failure == null ? firstHeld(start) : failure);
        return List.copyOf(entries.subList(first, last == null ? entries.size() : entries.indexOf(last) + 1));
    }

    /** The oldest entry since the move before that has no other move in between; the start itself if nothing was held. */
    private JournalEntry firstHeld(JournalEntry start) {
        JournalEntry first = start;
        for (JournalEntry entry : before(start).reversed()) {
            if (entry.plan() != null) {
                return first;
            }
            if (entry.is(JournalKind.HELD)) {
                first = entry;
            }
        }
        return first;
    }

    private static List<MoveReport.Wait> waits(List<JournalEntry> timeline, JournalEntry start) {
        var waits = new ArrayList<MoveReport.Wait>();
        for (int n = 0; n < timeline.size(); n++) {
            JournalEntry entry = timeline.get(n);
            boolean held = entry.is(JournalKind.HELD) && entry.version() < start.version();
            if (held || entry.is(JournalKind.STEP_ASKS)) {
                waits.add(new MoveReport.Wait(
                        entry.at(), until(timeline.subList(n + 1, timeline.size()), held), entry.reason()));
            }
        }
        return waits;
    }

    /** A hold lasts until another one or the start, a question until the plan goes on. */
    private static @Nullable Instant until(List<JournalEntry> later, boolean held) {
        return later.stream()
                .filter(entry ->
                        held ? entry.is(JournalKind.HELD) || entry.is(JournalKind.MOVE_STARTED) : entry.plan() != null)
                .map(JournalEntry::at)
                .findFirst()
                .orElse(null);
    }
}
