package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceReading.Absent;
import io.signalbox.actuator.core.FenceReading.Present;
import io.signalbox.actuator.core.FenceReading.Unreadable;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.StepArguments.DnsReadopt.Candidate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a fence that was lost, rolled back or overwritten. Its active site is the one that the live records answer.
 * The same change deletes these records and creates them unchanged: it moves no traffic, and fails if another writer
 * changes them.
 */
public final class DnsReadopt implements StepExecutor<StepArguments.DnsReadopt> {

    private final DnsProvider records;
    private final SignalStore signals;
    private final Preconditions preconditions;
    private final InstantSource clock;

    /** @param records a provider of fence records as they are stored, without the signal */
    public DnsReadopt(DnsProvider records, SignalStore signals, Preconditions preconditions, InstantSource clock) {
        this.records = records;
        this.signals = signals;
        this.preconditions = preconditions;
        this.clock = clock;
    }

    @Override
    public AttemptResult converge(Command command, StepArguments.DnsReadopt wanted) {
        try {
            Zone zone = records.zone(wanted.zone(), LIMIT);
            Found found = look(zone, command, wanted);
            Optional<AttemptResult> done = recognised(zone, wanted, found);
            if (done.isPresent()) {
                return done.get();
            }
            Optional<Refused> objection = preconditions.objection(command);
            if (objection.isPresent()) {
                return AttemptResult.of(objection.get(), found.fence());
            }
            return found.isExpected(command, wanted) ? replace(zone, command, wanted, found) : stale(command, found);
        } catch (ZoneUnavailableException e) {
            return AttemptResult.failed(e);
        } catch (ActionFailedException e) {
            return AttemptResult.signalFailed(e);
        }
    }

    /** The provider's records. @param signal absent if the service has no signal */
    private record Found(LiveRecords stored, SignalReading signal) {

        FenceReading record() {
            return stored.fence();
        }

        /** The fence in force: a signal alone is one, too. */
        @Nullable
        Fence fence() {
            return signal.joined(record()).fence();
        }

        boolean isExpected(Command command, StepArguments.DnsReadopt wanted) {
            Fence expected = command.expected();
            return switch (record()) {
                case Absent _ -> expected == null;
                case Unreadable _ -> expected == null && wanted.replacesUnreadable();
                case Present(Fence fence) ->
                    expected != null
                            && (fence.text().equals(expected.text())
                                    || SignalReading.isKnown(fence, expected) && expected.equals(fence()));
            };
        }

        /** True if it is the fence that this command writes: marks may have been added since. */
        boolean isOwn(Candidate candidate) {
            return record() instanceof Present(Fence fence)
                    && FenceUnion.of(candidate.next(), fence).equals(fence);
        }
    }

    private Found look(Zone zone, Command command, StepArguments.DnsReadopt wanted)
            throws ZoneUnavailableException, ActionFailedException {
        LiveRecords stored = zone.records(Fence.recordName(wanted.hostname()));
        SignalObject signal = wanted.signal();
        return new Found(
                stored,
                signal == null ? new SignalReading.Absent() : signals.read(signal, ActionAttempt.begin(command)));
    }

    private Optional<AttemptResult> recognised(Zone zone, StepArguments.DnsReadopt wanted, Found found)
            throws ZoneUnavailableException {
        Fence stands = found.record().fence();
        return stands != null && wanted.candidates().stream().anyMatch(found::isOwn)
                ? Optional.of(done(zone.records(wanted.hostname()).traffic(), stands))
                : Optional.empty();
    }

    private AttemptResult replace(Zone zone, Command command, StepArguments.DnsReadopt wanted, Found found)
            throws ZoneUnavailableException, ActionFailedException {
        if (found.signal() instanceof SignalReading.Unreadable) {
            return AttemptResult.failed(
                    FailureCause.SIGNAL_UNREADABLE, found.signal().describe(), true);
        }
        LiveRecords live = zone.records(wanted.hostname());
        List<Candidate> matching = live.foreign().isEmpty() ? matching(wanted, live, found.signal()) : List.of();
        if (matching.size() != 1) {
            return unknown(wanted, live, found);
        }
        Fence next = matching.getFirst().next();
        if (found.signal() instanceof SignalReading.Present(Fence signal, String _)) {
            if (signal.epoch() >= next.epoch()) {
                return stale(command, found);
            }
            next = FenceUnion.of(next, signal);
        }
        return write(zone, command, wanted, found, live, next);
    }

    private static List<Candidate> matching(StepArguments.DnsReadopt wanted, LiveRecords live, SignalReading signal) {
        boolean raised = signal instanceof SignalReading.Present;
        var shares = TrafficShares.of(live.traffic());
        return wanted.candidates().stream()
                .filter(candidate -> candidate.raised() == null || candidate.raised() == raised)
                .filter(candidate -> !shares.isEmpty()
                        && TrafficShares.of(candidate.records()).equals(shares))
                .toList();
    }

    private AttemptResult write(
            Zone zone, Command command, StepArguments.DnsReadopt wanted, Found found, LiveRecords live, Fence next)
            throws ZoneUnavailableException, ActionFailedException {
        var delete = new ArrayList<>(found.stored().texts());
        delete.addAll(live.traffic());
        var create = new ArrayList<RecordSet>();
        create.add(FenceRecord.of(wanted.hostname(), next));
        create.addAll(live.traffic());
        String comment =
                "signalbox " + command.service() + " re-adopted epoch " + next.epoch() + " plan " + next.plan();
        return switch (zone.submit(
                new FencedChange(delete, create, found.stored().foreign(), comment))) {
            case Submission.Accepted _ -> done(live.traffic(), next);
            case Submission.NotTaken(String cause, String detail, boolean retryable) ->
                AttemptResult.failed(cause, detail, retryable);
            case Submission.NotSent(String detail) -> AttemptResult.postponed(detail);
            case Submission.Mismatch(String detail) -> reread(zone, command, wanted, "changed-meanwhile", detail);
            case Submission.Unclear(String cause, String detail) -> reread(zone, command, wanted, cause, detail);
        };
    }

    private AttemptResult reread(
            Zone zone, Command command, StepArguments.DnsReadopt wanted, String cause, String detail)
            throws ZoneUnavailableException, ActionFailedException {
        Found found = look(zone, command, wanted);
        Optional<AttemptResult> done = recognised(zone, wanted, found);
        if (done.isPresent()) {
            return done.get();
        }
        return found.isExpected(command, wanted) ? AttemptResult.failed(cause, detail, true) : stale(command, found);
    }

    private AttemptResult done(List<RecordSet> traffic, Fence fence) {
        return AttemptResult.of(new Done(traffic), fence).at(AttemptResult.ACCEPTED, clock.instant());
    }

    private static AttemptResult stale(Command command, Found found) {
        Fence expected = command.expected();
        return AttemptResult.refused(
                Refusal.STALE_FENCE,
                "expected " + (expected == null ? "no fence" : "\"" + expected.text() + "\"") + ", found "
                        + found.record().describe() + " and "
                        + found.signal().describe(),
                found.fence());
    }

    private static AttemptResult unknown(StepArguments.DnsReadopt wanted, LiveRecords live, Found found) {
        List<String> expected = wanted.candidates().stream()
                .map(candidate -> candidate.next().active() + " " + TrafficShares.of(candidate.records()))
                .sorted()
                .toList();
        String goes = live.foreign().isEmpty()
                ? TrafficShares.of(live.traffic()).toString()
                : live.foreign().toString();
        return AttemptResult.refused(
                Refusal.UNKNOWN_RECORDS,
                wanted.hostname() + " goes to " + goes + " with "
                        + found.signal().describe() + ", expected exactly one of " + expected,
                found.fence());
    }
}
