package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.AuthoritativeServers.Reply;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers that all authoritative name servers must give after a switch. */
final class ExpectedAnswers {

    private final Fence next;
    private final Question fenceQuestion;
    private final List<Question> trafficQuestions;
    private final List<Question> passageQuestions;
    private final Set<RecordTarget> serving;

    ExpectedAnswers(Fence next, StepArguments.DnsSwitch wanted) {
        this.next = next;
        // An alias is answered with the addresses of its target, which may change; the fence beside it is proof enough.
        List<RecordSet> plain = wanted.create().stream()
                .filter(record -> record.alias() == null && record.serves())
                .toList();
        this.serving = RecordTarget.serving(plain);
        this.fenceQuestion = new Question(Fence.recordName(wanted.hostname()), RecordType.TXT);
        this.passageQuestions = wanted.through() == null ? List.of() : NameReachability.questions(wanted);
        this.trafficQuestions = plain.stream()
                .map(record -> new Question(record.name(), record.type()))
                .distinct()
                .toList();
    }

    List<Question> questions() {
        return Stream.of(trafficQuestions, passageQuestions, List.of(fenceQuestion))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /**
     * Empty when every server answers as wanted; otherwise the answer of the first one that does not. A resolver may
     * cache for long that there was no fence: that is ignored, since the provider's API was asked for it.
     */
    Optional<String> objection(List<Replies> replies) {
        if (replies.isEmpty()) {
            return Optional.of("the zone's name servers are not known");
        }
        return replies.stream().flatMap(server -> objection(server).stream()).findFirst();
    }

    private Optional<String> objection(Replies server) {
        Reply fence = server.replies().get(fenceQuestion);
        if (!(fence instanceof Answered(List<String> texts))
                || !next.equals(FenceReading.of(texts).fence()) && !(server.cached() && texts.isEmpty())) {
            return Optional.of(server.server() + " answers " + describe(fence) + " for the fence");
        }
        return trafficQuestions.stream()
                .filter(question -> !isServing(question, server.replies().get(question)))
                .map(question -> server.server() + " answers "
                        + describe(server.replies().get(question)) + " for " + question.type())
                .findFirst();
    }

    private boolean isServing(Question question, @Nullable Reply reply) {
        return reply instanceof Answered(List<String> values)
                && serving.contains(RecordTarget.of(question.type(), values));
    }

    /** A fence that all servers agree on and that is later than ours. */
    Optional<Fence> newerFence(List<Replies> replies) {
        Set<Optional<Fence>> seen = replies.stream().map(this::fence).collect(Collectors.toSet());
        return seen.size() == 1
                ? seen.iterator()
                        .next()
                        .filter(fence -> fence.epoch() >= next.epoch())
                        .filter(fence -> !fence.equals(next))
                : Optional.empty();
    }

    private Optional<Fence> fence(Replies server) {
        return server.replies().get(fenceQuestion) instanceof Answered(List<String> texts)
                ? Optional.ofNullable(FenceReading.of(texts).fence())
                : Optional.empty();
    }

    private static String describe(@Nullable Reply reply) {
        return switch (reply) {
            case null -> "nothing";
            case Answered(List<String> values) -> values.toString();
            case NotAnswered(String why) -> "nothing (" + why + ")";
        };
    }
}
