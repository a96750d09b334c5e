package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Zone.Progress;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.Through;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits from an accepted change until DNS answers prove it. Writes nothing; a missing proof only delays the step. */
public final class PropagationCheck {

    /** Token: the change is applied and the provider has nothing more to report; only answers are missing. */
    static final String NOTHING_TO_ASK = "";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final DnsProvider provider;
    private final AuthoritativeServers servers;
    private final NameReachability reachability;
    private final InstantSource clock;

    public PropagationCheck(
            DnsProvider provider, AuthoritativeServers servers, NameReachability reachability, InstantSource clock) {
        this.provider = provider;
        this.servers = servers;
        this.reachability = reachability;
        this.clock = clock;
    }

    /** The provider has just accepted the change. */
    AttemptResult accepted(Command command, String token) {
        return waiting(command, token, "accepted; waits for the provider's servers")
                .at(AttemptResult.ACCEPTED, clock.instant());
    }

    /** The fence is already the command's next one, so the change was accepted; its id is not known. */
    AttemptResult recognised(Command command) {
        return waiting(command, NOTHING_TO_ASK, "its own fence is in place; waits for the answers")
                .at(AttemptResult.ACCEPTED, clock.instant());
    }

    AttemptResult look(Command command, StepArguments.DnsSwitch wanted, String token) {
        long end = Deadline.after(StepExecutor.LIMIT);
        try {
            return switch (progress(wanted, token)) {
                case PENDING -> waiting(command, token, "the provider says PENDING");
                case IN_SYNC -> prove(command, wanted, Map.of(AttemptResult.INSYNC, clock.instant()), end);
                case UNKNOWN -> prove(command, wanted, Map.of(), end);
            };
        } catch (ZoneUnavailableException e) {
            return waiting(command, token, "accepted; its progress is not known: " + e.getMessage());
        }
    }

    private Progress progress(StepArguments.DnsSwitch wanted, String token) throws ZoneUnavailableException {
        if (token.equals(NOTHING_TO_ASK)) {
            return Progress.UNKNOWN;
        }
        return provider.zone(wanted.zone(), StepExecutor.LIMIT.minus(AuthoritativeServers.LIMIT))
                .progress(token);
    }

    private AttemptResult prove(
            Command command, StepArguments.DnsSwitch wanted, Map<String, Instant> timings, long end) {
        var proof = new ExpectedAnswers(command.next(), wanted);
        List<Replies> replies = servers.ask(wanted.zone(), proof.questions());
        boolean cached = AuthoritativeServers.areCached(replies);
        Optional<AttemptResult> other = cached ? unlike(command, wanted, timings, end) : superseded(proof, replies);
        if (other.isPresent()) {
            return other.get();
        }
        Optional<String> objection = proof.objection(replies);
        if (objection.isPresent()) {
            return new AttemptResult(pause(command, NOTHING_TO_ASK, objection.get()), command.next(), timings);
        }
        AttemptResult answered = new AttemptResult(new Done(wanted.create()), command.next(), timings)
                .at(AttemptResult.ANSWERED, clock.instant());
        return wanted.through() == null ? answered : reach(command, wanted, wanted.through(), replies, answered, end);
    }

    private static Optional<AttemptResult> superseded(ExpectedAnswers proof, List<Replies> replies) {
        return proof.newerFence(replies)
                .map(newer -> AttemptResult.refused(
                        Refusal.STALE_FENCE, "superseded: all name servers answer \"" + newer.text() + "\"", newer));
    }

    /** The result if the provider's API shows another fence: a resolver alone proves nothing. */
    private Optional<AttemptResult> unlike(
            Command command, StepArguments.DnsSwitch wanted, Map<String, Instant> timings, long end) {
        try {
            FenceReading stored = provider.zone(wanted.zone(), Deadline.left(end))
                    .records(Fence.recordName(wanted.hostname()))
                    .fence();
            Fence fence = stored.fence();
            if (command.next().equals(fence)) {
                return Optional.empty();
            }
            String detail = "the provider's API shows " + stored.describe();
            return Optional.of(
                    fence != null && fence.epoch() >= command.next().epoch()
                            ? AttemptResult.refused(Refusal.STALE_FENCE, "superseded: " + detail, fence)
                            : new AttemptResult(pause(command, NOTHING_TO_ASK, detail), command.next(), timings));
        } catch (ZoneUnavailableException e) {
            String detail = "accepted; the provider's API does not say: " + e.getMessage();
            return Optional.of(new AttemptResult(pause(command, NOTHING_TO_ASK, detail), command.next(), timings));
        }
    }

    private AttemptResult reach(
            Command command,
            StepArguments.DnsSwitch wanted,
            Through through,
            List<Replies> replies,
            AttemptResult answered,
            long end) {
        Optional<String> objection = reachability.objection(wanted, through, replies, end);
        return objection.isPresent()
                ? new AttemptResult(pause(command, NOTHING_TO_ASK, objection.get()), command.next(), answered.timings())
                : answered.at(AttemptResult.REACHED, clock.instant());
    }

    private static AttemptResult waiting(Command command, String token, String detail) {
        return AttemptResult.of(pause(command, token, detail), command.next());
    }

    /**
     * The pauses grow with the attempts: the first seconds determine the recovery time, later requests use up the
     * budget.
     */
    private static InProgress pause(Command command, String token, String detail) {
        Duration grown = FIRST_PAUSE.multipliedBy(Math.min(Math.max(command.attempt(), 1), 10));
        return new InProgress(grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown, token, true, detail);
    }
}
