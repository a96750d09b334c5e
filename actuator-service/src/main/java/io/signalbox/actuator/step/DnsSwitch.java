package io.signalbox.actuator.step;

import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.Change;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceReading.Absent;
import io.signalbox.actuator.core.FenceReading.Present;
import io.signalbox.actuator.core.FenceReading.Unreadable;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Target;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.Fence;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Points the name at another site and moves the fence, in one change. What is deleted is what the decision knew, never
 * what was read just now: that is what makes the change a compare-and-swap. Records that stay as they are go through
 * DELETE and CREATE like the others, so that a hand that touched any of them is noticed.
 */
public final class DnsSwitch implements StepExecutor<StepArguments.DnsSwitch> {

    private final DnsProvider provider;
    private final Preconditions preconditions;
    private final Settling settling;

    public DnsSwitch(DnsProvider provider, Preconditions preconditions, Settling settling) {
        this.provider = provider;
        this.preconditions = preconditions;
        this.settling = settling;
    }

    @Override
    public Attempt converge(Command command, StepArguments.DnsSwitch wanted) {
        if (Target.serving(wanted.create()).isEmpty()) {
            return Attempt.failed("no-serving-record", "every record to create has weight 0", false);
        }
        try {
            String token = command.token();
            return token == null ? begin(command, wanted) : settling.look(command, wanted, token);
        } catch (ZoneUnavailableException e) {
            return Attempt.failed(e);
        }
    }

    private Attempt begin(Command command, StepArguments.DnsSwitch wanted) throws ZoneUnavailableException {
        Zone zone = provider.zone(wanted.zone(), LIMIT);
        Optional<Refused> objection = preconditions.objection(command);
        if (objection.isPresent() || command.attempt() > 1) {
            FenceReading found = fence(zone, wanted);
            if (isOwn(found, command)) {
                return settling.recognised(command);
            }
            if (objection.isPresent()) {
                return Attempt.of(objection.get(), found.fence());
            }
            if (!isExpected(found, command)) {
                return stale(found, command);
            }
        }
        return write(zone, command, wanted);
    }

    private Attempt write(Zone zone, Command command, StepArguments.DnsSwitch wanted) throws ZoneUnavailableException {
        List<RecordSet> remove = wanted.remove();
        if (remove.isEmpty()) {
            LiveRecords live = zone.records(wanted.hostname());
            if (!live.foreign().isEmpty()) {
                return Attempt.refused(Refusal.DRIFT, "records not made by Signalbox: " + live.foreign(), null);
            }
            remove = live.traffic();
        }
        var change = change(command, wanted, remove);
        return switch (zone.submit(change)) {
            case Submission.Accepted(String token) -> settling.accepted(command, token);
            case Submission.NotTaken(String cause, String detail, boolean retryable) ->
                Attempt.failed(cause, detail, retryable);
            case Submission.Mismatch(String detail) -> afterMismatch(zone, command, wanted, change, detail);
            case Submission.Unclear(String cause, String detail) -> afterUnclear(zone, command, wanted, cause, detail);
        };
    }

    private static Change change(Command command, StepArguments.DnsSwitch wanted, List<RecordSet> remove) {
        var delete = new ArrayList<RecordSet>();
        if (command.expected() != null) {
            delete.add(FenceRecord.of(wanted.hostname(), command.expected()));
        }
        delete.addAll(remove);
        var create = new ArrayList<RecordSet>();
        create.add(FenceRecord.of(wanted.hostname(), command.next()));
        create.addAll(wanted.create());
        return new Change(
                delete,
                create,
                "signalbox " + command.service() + " epoch " + command.next().epoch() + " plan " + command.plan());
    }

    /** The provider answered, and said no: to the fence, or to the traffic records. */
    private Attempt afterMismatch(
            Zone zone, Command command, StepArguments.DnsSwitch wanted, Change change, String detail)
            throws ZoneUnavailableException {
        LiveRecords fenceRecords = zone.records(Fence.recordName(wanted.hostname()));
        FenceReading found = fenceRecords.fence();
        if (isOwn(found, command)) {
            return settling.recognised(command);
        }
        if (!isExpected(found, command)) {
            return stale(found, command);
        }
        var drift = Drift.between(change.delete(), fenceRecords, zone.records(wanted.hostname()));
        return drift.isEmpty()
                ? Attempt.of(new Failed("invalid-change", detail, true), found.fence())
                : Attempt.refused(Refusal.DRIFT, drift.describe(), found.fence());
    }

    /** No answer, or one that says nothing: what stands at the provider decides. */
    private Attempt afterUnclear(
            Zone zone, Command command, StepArguments.DnsSwitch wanted, String cause, String detail) {
        FenceReading found;
        try {
            found = fence(zone, wanted);
        } catch (ZoneUnavailableException e) {
            return Attempt.failed(cause, detail + "; then the fence could not be read: " + e.getMessage(), true);
        }
        if (isOwn(found, command)) {
            return settling.recognised(command);
        }
        return isExpected(found, command)
                ? Attempt.of(new Failed(cause, detail, true), found.fence())
                : stale(found, command);
    }

    private static FenceReading fence(Zone zone, StepArguments.DnsSwitch wanted) throws ZoneUnavailableException {
        return zone.records(Fence.recordName(wanted.hostname())).fence();
    }

    private static boolean isOwn(FenceReading found, Command command) {
        return command.next().equals(found.fence());
    }

    private static boolean isExpected(FenceReading found, Command command) {
        return switch (found) {
            case Present(Fence fence) -> fence.equals(command.expected());
            case Absent _ -> command.expected() == null;
            case Unreadable _ -> false;
        };
    }

    private static Attempt stale(FenceReading found, Command command) {
        Fence expected = command.expected();
        return Attempt.refused(
                Refusal.STALE_FENCE,
                "expected " + (expected == null ? "no fence" : "\"" + expected.text() + "\"") + ", found "
                        + found.describe(),
                found.fence());
    }
}
