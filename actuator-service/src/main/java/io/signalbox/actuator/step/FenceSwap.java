package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceReading.Absent;
import io.signalbox.actuator.core.FenceReading.Present;
import io.signalbox.actuator.core.FenceReading.Unreadable;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Replaces the command's expected fence with its next one, with or without the traffic records, in one change. The
 * deleted text is the one that the decision knew, never one that was read just now: this makes the change a
 * compare-and-swap. Only the form of its record (its TTL, and how its text is divided into strings) is taken from the
 * stored record, and only if the text is the same. Whatever happened to an earlier attempt, the command's next fence at
 * the provider means that it succeeded. A newer fence at the name servers ends the attempt without a request to the
 * provider: when many services move at once and another cell was first, requests are scarce.
 */
public final class FenceSwap {

    private static final Logger LOG = Logger.getLogger(FenceSwap.class);

    private static final LiveRecords NOTHING = new LiveRecords(List.of(), List.of());

    /** Name servers that take longer are not waited for; the provider is asked instead. */
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(500);

    private final DnsProvider provider;
    private final AuthoritativeServers servers;
    private final Preconditions preconditions;

    public FenceSwap(DnsProvider provider, AuthoritativeServers servers, Preconditions preconditions) {
        this.provider = provider;
        this.servers = servers;
        this.preconditions = preconditions;
    }

    /** The result of a swap. */
    sealed interface Result {

        /**
         * The provider has just accepted it.
         *
         * @param token identifies the change in questions about its progress
         */
        record Taken(String token) implements Result {}

        /** It is at the provider already; the id of its change is not known. */
        record Recognised() implements Result {}

        /**
         * Not done.
         *
         * @param attempt the result to report
         */
        record NotDone(AttemptResult attempt) implements Result {}
    }

    Result swap(Command command, StepArguments.Naming name, TrafficChange traffic) throws ZoneUnavailableException {
        var exchange = new Exchange(provider.zone(name.zone(), StepExecutor.LIMIT), servers, command, name, traffic);
        Optional<Refused> objection = preconditions.objection(command);
        if (objection.isEmpty() && AttemptResult.isNothingSentBefore(command.attempt(), command.token())) {
            return exchange.write(exchange.asWritten());
        }
        Optional<Result> ended = objection.isEmpty() ? exchange.ended() : Optional.empty();
        return ended.isPresent() ? ended.get() : byReading(exchange, command, objection);
    }

    private static Result byReading(Exchange exchange, Command command, Optional<Refused> objection)
            throws ZoneUnavailableException {
        LiveRecords stored = exchange.stored();
        FenceReading found = stored.fence();
        if (isOwn(found, command)) {
            return new Result.Recognised();
        }
        if (objection.isPresent()) {
            return new Result.NotDone(AttemptResult.of(objection.get(), found.fence()));
        }
        return isExpected(found, command) ? exchange.write(stored.texts()) : stale(found, command);
    }

    /** One attempt at one command. */
    private record Exchange(
            Zone zone,
            AuthoritativeServers servers,
            Command command,
            StepArguments.Naming name,
            TrafficChange traffic) {

        /**
         * Empty unless the name servers answer a newer fence of another writer: then the expected fence is no longer at
         * the provider.
         */
        Optional<Result> ended() {
            FenceReading answered = AnsweredFence.within(servers, name.zone(), name.hostname(), ANSWER_LIMIT);
            // The own fence in the record proves no success: with a signal the fence may already be another one.
            return isNewer(answered, command) && !isOwn(answered, command)
                    ? Optional.of(stale(answered, command))
                    : Optional.empty();
        }

        LiveRecords stored() throws ZoneUnavailableException {
            return zone.records(Fence.recordName(name.hostname()));
        }

        /**
         * The expected fence in the form in which Signalbox writes it. Usually it is stored so, and no read is needed.
         */
        List<RecordSet> asWritten() {
            Fence expected = command.expected();
            return expected == null ? List.of() : List.of(FenceRecord.of(name.hostname(), expected));
        }

        /** @param standing the expected fence in the form in which it is stored */
        Result write(List<RecordSet> standing) throws ZoneUnavailableException {
            if (!traffic.moves() || !traffic.remove().isEmpty()) {
                return write(standing, new LiveRecords(traffic.remove(), List.of()), true);
            }
            LiveRecords live = zone.records(name.hostname());
            Optional<String> drift = traffic.drift(live);
            return drift.isEmpty() ? write(standing, live, true) : drifted(drift.get());
        }

        /** If the fence is another one, records other than expected are no drift. */
        private Result drifted(String words) throws ZoneUnavailableException {
            FenceReading found = stored().fence();
            if (isOwn(found, command)) {
                return new Result.Recognised();
            }
            return isExpected(found, command)
                    ? new Result.NotDone(AttemptResult.refused(Refusal.DRIFT, words, found.fence()))
                    : stale(found, command);
        }

        /** @param again whether it may be tried once more with what is then found */
        private Result write(List<RecordSet> standing, LiveRecords remove, boolean again)
                throws ZoneUnavailableException {
            return switch (zone.submit(change(standing, remove))) {
                case Submission.Accepted(String token) -> new Result.Taken(token);
                case Submission.NotTaken(String cause, String detail, boolean retryable) ->
                    new Result.NotDone(AttemptResult.failed(cause, detail, retryable));
                case Submission.NotSent(String detail) -> new Result.NotDone(postponed(detail, again));
                case Submission.Mismatch(String detail) -> afterMismatch(standing, remove, again, detail);
                case Submission.Unclear(String cause, String detail) -> afterUnclear(cause, detail);
            };
        }

        /** @param first whether it is the first change of this attempt */
        private AttemptResult postponed(String detail, boolean first) {
            return first && AttemptResult.isNothingSentBefore(command.attempt(), command.token())
                    ? AttemptResult.nothingSent(command.attempt(), detail)
                    : AttemptResult.postponed(detail);
        }

        private FencedChange change(List<RecordSet> standing, LiveRecords remove) {
            var delete = new ArrayList<>(standing);
            delete.addAll(remove.traffic());
            var create = new ArrayList<RecordSet>();
            create.add(FenceRecord.of(name.hostname(), command.next()));
            create.addAll(traffic.create());
            return new FencedChange(
                    delete,
                    create,
                    remove.foreign(),
                    "signalbox " + command.service() + " epoch "
                            + command.next().epoch() + " plan " + command.plan());
        }

        /** The provider refused the change: because of the fence, the form of its record, or the traffic records. */
        private Result afterMismatch(List<RecordSet> standing, LiveRecords remove, boolean again, String detail)
                throws ZoneUnavailableException {
            Optional<Result> ended = ended();
            if (ended.isPresent()) {
                return ended.get();
            }
            LiveRecords stored = stored();
            FenceReading found = stored.fence();
            if (isOwn(found, command)) {
                return new Result.Recognised();
            }
            if (!isExpected(found, command)) {
                return stale(found, command);
            }
            var live = traffic.moves() ? zone.records(name.hostname()) : NOTHING;
            var known = Stream.concat(stored.texts().stream(), remove.traffic().stream())
                    .toList();
            var drift = Drift.between(known, stored, live);
            boolean spelt = traffic.moves() && !Set.copyOf(live.traffic()).equals(Set.copyOf(remove.traffic()));
            boolean otherForm = !stored.texts().equals(standing) || spelt;
            if (again && (drift.isEmpty() ? otherForm : traffic.overwrite())) {
                // Once only: changes of a writer that is faster than this are reported, and not overwritten.
                LOG.warnf(
                        "another writer has changed the records service=%s plan=%s reason=%s",
                        command.service(),
                        command.plan(),
                        Drift.between(change(standing, remove).delete(), stored, live)
                                .describe());
                return write(stored.texts(), traffic.moves() ? live : remove, false);
            }
            return new Result.NotDone(
                    drift.isEmpty()
                            ? AttemptResult.of(new Failed(FailureCause.INVALID_CHANGE, detail, true), found.fence())
                            : AttemptResult.refused(Refusal.DRIFT, drift.describe(), found.fence()));
        }

        /** No answer, or one that does not say: what is stored at the provider decides. */
        private Result afterUnclear(String cause, String detail) {
            FenceReading found;
            try {
                found = stored().fence();
            } catch (ZoneUnavailableException e) {
                return new Result.NotDone(AttemptResult.failed(
                        cause, detail + "; then the fence could not be read: " + e.getMessage(), true));
            }
            if (isOwn(found, command)) {
                return new Result.Recognised();
            }
            return isExpected(found, command)
                    ? new Result.NotDone(AttemptResult.of(new Failed(cause, detail, true), found.fence()))
                    : stale(found, command);
        }
    }

    private static boolean isOwn(FenceReading found, Command command) {
        Fence fence = found.fence();
        return fence != null && fence.text().equals(command.next().text());
    }

    private static boolean isNewer(FenceReading found, Command command) {
        Fence fence = found.fence();
        Fence expected = command.expected();
        return fence != null && fence.epoch() > (expected == null ? 0 : expected.epoch());
    }

    /** The exact text is compared: another word or another order makes another fence. */
    private static boolean isExpected(FenceReading found, Command command) {
        Fence expected = command.expected();
        return switch (found) {
            case Present(Fence fence) -> expected != null && fence.text().equals(expected.text());
            case Absent _ -> expected == null;
            case Unreadable _ -> false;
        };
    }

    private static Result stale(FenceReading found, Command command) {
        Fence expected = command.expected();
        return new Result.NotDone(AttemptResult.refused(
                Refusal.STALE_FENCE,
                "expected " + (expected == null ? "no fence" : "\"" + expected.text() + "\"") + ", found "
                        + found.describe(),
                found.fence()));
    }
}
