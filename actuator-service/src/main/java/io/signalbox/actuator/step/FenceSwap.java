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
import org.jboss.logging.Logger;

/**
 * Moves the fence from the command's expected value to its next one, with or without the traffic records, in one change.
 * What is deleted is what the decision knew, never what was read just now: that is what makes the change a
 * compare-and-swap. Whatever became of an earlier attempt, its own value at the provider means that it succeeded.
 */
public final class FenceSwap {

    private static final Logger LOG = Logger.getLogger(FenceSwap.class);

    private final DnsProvider provider;
    private final Preconditions preconditions;

    public FenceSwap(DnsProvider provider, Preconditions preconditions) {
        this.provider = provider;
        this.preconditions = preconditions;
    }

    /**
     * The traffic records that go with the fence.
     *
     * @param remove as last known; empty when they are not known, then they are read
     * @param create empty when the traffic stays as it is
     * @param overwrite whether what another hand has put in place of {@code remove} goes as well, as it is found
     */
    record Traffic(List<RecordSet> remove, List<RecordSet> create, boolean overwrite) {

        static final Traffic UNTOUCHED = new Traffic(List.of(), List.of(), false);

        boolean moves() {
            return !create.isEmpty();
        }
    }

    /** How it went. */
    sealed interface Result {

        /** The provider has just taken it. @param token asks for its progress */
        record Taken(String token) implements Result {}

        /** It stands there already; which change did it is not known. */
        record Recognised() implements Result {}

        /** Not done. @param attempt what is to be reported */
        record NotDone(Attempt attempt) implements Result {}
    }

    Result swap(Command command, StepArguments.Naming name, Traffic traffic) throws ZoneUnavailableException {
        Zone zone = provider.zone(name.zone(), StepExecutor.LIMIT);
        Optional<Refused> objection = preconditions.objection(command);
        if (objection.isPresent() || command.attempt() > 1) {
            FenceReading found = fence(zone, name);
            if (isOwn(found, command)) {
                return new Result.Recognised();
            }
            if (objection.isPresent()) {
                return new Result.NotDone(Attempt.of(objection.get(), found.fence()));
            }
            if (!isExpected(found, command)) {
                return stale(found, command);
            }
        }
        return write(zone, command, name, traffic);
    }

    private static Result write(Zone zone, Command command, StepArguments.Naming name, Traffic traffic)
            throws ZoneUnavailableException {
        boolean unknown = traffic.moves() && traffic.remove().isEmpty();
        LiveRecords remove = unknown ? zone.records(name.hostname()) : new LiveRecords(traffic.remove(), List.of());
        return remove.foreign().isEmpty() || traffic.overwrite()
                ? write(zone, command, name, traffic, remove)
                : new Result.NotDone(
                        Attempt.refused(Refusal.DRIFT, "records not made by Signalbox: " + remove.foreign(), null));
    }

    private static Result write(
            Zone zone, Command command, StepArguments.Naming name, Traffic traffic, LiveRecords remove)
            throws ZoneUnavailableException {
        var change = change(command, name, remove, traffic.create());
        return switch (zone.submit(change)) {
            case Submission.Accepted(String token) -> new Result.Taken(token);
            case Submission.NotTaken(String cause, String detail, boolean retryable) ->
                new Result.NotDone(Attempt.failed(cause, detail, retryable));
            case Submission.NotSent(String detail) -> new Result.NotDone(Attempt.postponed(detail));
            case Submission.Mismatch(String detail) -> afterMismatch(zone, command, name, change, traffic, detail);
            case Submission.Unclear(String cause, String detail) -> afterUnclear(zone, command, name, cause, detail);
        };
    }

    private static Change change(Command command, StepArguments.Naming name, LiveRecords remove, List<RecordSet> add) {
        var delete = new ArrayList<RecordSet>();
        if (command.expected() != null) {
            delete.add(FenceRecord.of(name.hostname(), command.expected()));
        }
        delete.addAll(remove.traffic());
        var create = new ArrayList<RecordSet>();
        create.add(FenceRecord.of(name.hostname(), command.next()));
        create.addAll(add);
        return new Change(
                delete,
                create,
                remove.foreign(),
                "signalbox " + command.service() + " epoch " + command.next().epoch() + " plan " + command.plan());
    }

    /** The provider answered, and said no: to the fence, or to the traffic records. */
    private static Result afterMismatch(
            Zone zone, Command command, StepArguments.Naming name, Change change, Traffic traffic, String detail)
            throws ZoneUnavailableException {
        LiveRecords fenceRecords = zone.records(Fence.recordName(name.hostname()));
        FenceReading found = fenceRecords.fence();
        if (isOwn(found, command)) {
            return new Result.Recognised();
        }
        if (!isExpected(found, command)) {
            return stale(found, command);
        }
        var live = traffic.moves() ? zone.records(name.hostname()) : new LiveRecords(List.of(), List.of());
        var drift = Drift.between(change.delete(), fenceRecords, live);
        if (traffic.overwrite() && !drift.isEmpty()) {
            // Once: whoever writes faster than this is not overwritten, but told of.
            LOG.warnf(
                    "overwrites another hand service=%s plan=%s reason=%s",
                    command.service(), command.plan(), drift.describe());
            return write(zone, command, name, new Traffic(live.traffic(), traffic.create(), false), live);
        }
        return new Result.NotDone(
                drift.isEmpty()
                        ? Attempt.of(new Failed("invalid-change", detail, true), found.fence())
                        : Attempt.refused(Refusal.DRIFT, drift.describe(), found.fence()));
    }

    /** No answer, or one that says nothing: what stands at the provider decides. */
    private static Result afterUnclear(
            Zone zone, Command command, StepArguments.Naming name, String cause, String detail) {
        FenceReading found;
        try {
            found = fence(zone, name);
        } catch (ZoneUnavailableException e) {
            return new Result.NotDone(
                    Attempt.failed(cause, detail + "; then the fence could not be read: " + e.getMessage(), true));
        }
        if (isOwn(found, command)) {
            return new Result.Recognised();
        }
        return isExpected(found, command)
                ? new Result.NotDone(Attempt.of(new Failed(cause, detail, true), found.fence()))
                : stale(found, command);
    }

    private static FenceReading fence(Zone zone, StepArguments.Naming name) throws ZoneUnavailableException {
        return zone.records(Fence.recordName(name.hostname())).fence();
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

    private static Result stale(FenceReading found, Command command) {
        Fence expected = command.expected();
        return new Result.NotDone(Attempt.refused(
                Refusal.STALE_FENCE,
                "expected " + (expected == null ? "no fence" : "\"" + expected.text() + "\"") + ", found "
                        + found.describe(),
                found.fence()));
    }
}
