package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.AuthoritativeServers.Reply;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waits from a written signal until DNS answers prove it, and updates the fence record meanwhile. If the provider does
 * not accept the record now, the traffic moves nevertheless, and the record follows later.
 */
public final class SignalProof {

    /** Token: the signal is written; only answers are missing. */
    static final String SIGNALLED = "signalled";

    /** Token: the routing controls follow the signal; only answers are missing. */
    static final String STEERED = "steered";

    /** Token: the record names the preferred site, and the signal is still to be removed. */
    static final String LOWERING = "lowering";

    private static final Logger LOG = Logger.getLogger(SignalProof.class);
    private static final Duration CATCH_UP = Duration.ofMillis(1_500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_PAUSES = 10;

    private final DnsProvider records;
    private final AuthoritativeServers servers;
    private final InstantSource clock;

    public SignalProof(DnsProvider records, AuthoritativeServers servers, InstantSource clock) {
        this.records = records;
        this.servers = servers;
        this.clock = clock;
    }

    /** The signal is written. */
    AttemptResult signalled(Command command, StepArguments.SignalSwitch wanted) {
        String what = wanted.raised() ? "the signal is there" : "the signal is gone";
        return waiting(command, SIGNALLED, what + "; waits for health checks and answers")
                .at(AttemptResult.ACCEPTED, clock.instant());
    }

    /** The signal is written, or removed, and the routing controls do not follow it yet. */
    AttemptResult steering(Command command, String detail) {
        return waiting(command, SIGNALLED, detail).at(AttemptResult.ACCEPTED, clock.instant());
    }

    AttemptResult steered(Command command) {
        return waiting(command, STEERED, "the routing controls follow the signal; waits for health checks and answers")
                .at(AttemptResult.ACCEPTED, clock.instant());
    }

    AttemptResult lowering(Command command, String detail) {
        return waiting(command, LOWERING, detail).at(AttemptResult.ACCEPTED, clock.instant());
    }

    /** The fence record as the name servers answer it: the newest answer. Needs no control plane. */
    FenceReading record(StepArguments.SignalSwitch wanted) {
        return AnsweredFence.of(servers, wanted.zone(), wanted.hostname());
    }

    /** The same as the provider has it. */
    FenceReading stored(StepArguments.SignalSwitch wanted) throws ZoneUnavailableException {
        return records.zone(wanted.zone(), CATCH_UP)
                .records(Fence.recordName(wanted.hostname()))
                .fence();
    }

    AttemptResult look(Command command, StepArguments.SignalSwitch wanted) {
        var answers = new Expected(wanted);
        List<Replies> replies = servers.ask(wanted.zone(), answers.questions());
        Optional<Fence> newer = newer(command, wanted, replies);
        if (newer.isPresent()) {
            String detail = "superseded: a name server answers \"" + newer.get().text() + "\"";
            return AttemptResult.refused(Refusal.STALE_FENCE, detail, newer.get());
        }
        Optional<String> behind = behind(command, wanted, replies);
        Optional<String> objection = answers.objection(replies);
        if (objection.isPresent()) {
            return waiting(
                    command,
                    wanted.signal().controls() == null ? SIGNALLED : STEERED,
                    objection.get() + behind.map(why -> "; " + why).orElse(""));
        }
        AttemptResult done =
                AttemptResult.of(new Done(wanted.create()), command.next()).at(AttemptResult.ANSWERED, clock.instant());
        if (behind.isEmpty()) {
            return done.at(AttemptResult.RECORDED, clock.instant());
        }
        LOG.warnf(
                "fence record is behind the signal service=%s epoch=%d reason=%s",
                command.service(), command.next().epoch(), behind.get());
        return done;
    }

    private static Optional<Fence> newer(Command command, StepArguments.SignalSwitch wanted, List<Replies> replies) {
        return replies.stream()
                .filter(server -> !server.cached())
                .map(server -> fence(server, wanted))
                .flatMap(Optional::stream)
                .filter(fence -> fence.epoch() > command.next().epoch())
                .max(Comparator.comparingLong(Fence::epoch));
    }

    private static Optional<Fence> fence(Replies server, StepArguments.SignalSwitch wanted) {
        return server.replies().get(question(wanted)) instanceof Answered(List<String> texts)
                ? Optional.ofNullable(FenceReading.of(texts).fence())
                : Optional.empty();
    }

    /** Why the record is not the same as the signal yet; empty when it is. */
    private Optional<String> behind(Command command, StepArguments.SignalSwitch wanted, List<Replies> replies) {
        boolean everywhere = !replies.isEmpty()
                && replies.stream().allMatch(server -> fence(server, wanted)
                        .filter(command.next()::equals)
                        .isPresent());
        if (everywhere || !wanted.raised()) {
            return Optional.empty();
        }
        try {
            var zone = records.zone(wanted.zone(), CATCH_UP);
            return FenceCatchUp.of(zone, Fence.recordName(wanted.hostname()), command.next())
                    .map(submission -> "the fence record is behind: " + describe(submission));
        } catch (ZoneUnavailableException e) {
            return Optional.of("the fence record is behind: " + e.cause() + ": " + e.getMessage());
        }
    }

    private static String describe(Submission submission) {
        return switch (submission) {
            case Submission.NotTaken(String cause, String detail, boolean _) -> cause + ": " + detail;
            case Submission.NotSent(String detail) -> detail;
            case Submission.Mismatch(String detail) -> detail;
            case Submission.Unclear(String cause, String detail) -> cause + ": " + detail;
            case Submission.Accepted _ -> "taken";
        };
    }

    private static Question question(StepArguments.SignalSwitch wanted) {
        return new Question(Fence.recordName(wanted.hostname()), RecordType.TXT);
    }

    private static AttemptResult waiting(Command command, String token, String detail) {
        Duration grown = FIRST_PAUSE.multipliedBy(Math.clamp(command.attempt(), 1, MOST_PAUSES));
        Duration pause = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
        return AttemptResult.of(new InProgress(pause, token, true, detail), command.next());
    }

    /** The answers of the site's own records. */
    private record Expected(StepArguments.SignalSwitch wanted, List<RecordSet> serving) {

        Expected(StepArguments.SignalSwitch wanted) {
            this(
                    wanted,
                    wanted.create().stream()
                            .filter(record -> record.serves() != wanted.raised())
                            .toList());
        }

        List<Question> questions() {
            var questions = new ArrayList<>(traffic());
            questions.add(question(wanted));
            return questions;
        }

        private List<Question> traffic() {
            return serving.stream()
                    .map(record -> new Question(record.name(), record.type()))
                    .distinct()
                    .toList();
        }

        /** Empty when every server answers as wanted. */
        Optional<String> objection(List<Replies> replies) {
            if (replies.isEmpty()) {
                return Optional.of("the zone's name servers are not known");
            }
            Set<RecordTarget> targets = serving.stream().map(RecordTarget::of).collect(Collectors.toUnmodifiableSet());
            for (Replies server : replies) {
                for (Question question : traffic()) {
                    Reply reply = server.replies().get(question);
                    if (!(reply instanceof Answered(List<String> values))
                            || !targets.contains(RecordTarget.of(question.type(), values))) {
                        return Optional.of(server.server() + " answers " + text(reply) + " for " + question.type());
                    }
                }
            }
            return Optional.empty();
        }

        private static String text(@Nullable Reply reply) {
            return switch (reply) {
                case null -> "nothing";
                case Answered(List<String> values) -> values.toString();
                case NotAnswered(String why) -> "nothing (" + why + ")";
            };
        }
    }
}
