package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.ActionKind;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.ShownText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the work of a step.
 *
 * @param restorable the steps that can be undone; null when they are not known, then none is reported as wrong
 * @param ramps reads how the traffic moves
 */
record WorkReader(Targets targets, @Nullable Set<String> restorable, RampReader ramps) {

    static final List<String> KINDS = Stream.concat(
                    Stream.of("dns-switch", "wait-healthy", "wait-lag", "pause", "approve", "restore"),
                    ActionKinds.ALL.stream().map(ActionKind::name))
            .toList();

    private static final Duration DAY = Duration.ofDays(1);
    private static final int LONGEST_QUESTION = 500;

    /** @param to the targets for which it is done; empty for every target */
    @Nullable
    Work read(String kind, Cursor at, List<SiteName> to) {
        return switch (kind) {
            case "dns-switch" -> ramps.read(at);
            case "wait-healthy" -> waitHealthy(at);
            case "wait-lag" -> waitLag(at, to);
            case "pause" -> pause(at);
            case "approve" -> approve(at);
            case "restore" -> restore(at);
            default -> act(at, kind);
        };
    }

    private static @Nullable Work waitHealthy(Cursor at) {
        Fields fields = at.fields("for");
        Duration stable = fields.optional("for", Duration.ZERO, it -> it.duration(Duration.ZERO, DAY));
        return fields.whole(() -> new Work.WaitHealthy(stable));
    }

    private @Nullable Work waitLag(Cursor at, List<SiteName> to) {
        Fields fields = at.fields("probe");
        ProbeName probe = fields.required("probe", it -> targets.gate(it, to));
        return fields.whole(() -> new Work.WaitLag(probe));
    }

    private static @Nullable Work pause(Cursor at) {
        Fields fields = at.fields("for");
        Duration time = fields.required("for", it -> it.duration(Duration.ofMillis(1), DAY));
        return fields.whole(() -> new Work.Pause(time));
    }

    private static @Nullable Work approve(Cursor at) {
        Fields fields = at.fields("question");
        String question = fields.required(
                "question",
                it -> it.text(
                        "a text of 1 to " + LONGEST_QUESTION + " characters",
                        text -> !text.isBlank() && text.length() <= LONGEST_QUESTION));
        return fields.whole(() -> new Work.Approve(question));
    }

    private @Nullable Work restore(Cursor at) {
        Fields fields = at.fields("step");
        String step = fields.required("step", this::restorable);
        return fields.whole(() -> new Work.Restore(step));
    }

    private @Nullable String restorable(Cursor at) {
        if (restorable == null) {
            return at.name();
        }
        List<String> names = restorable.stream().sorted().toList();
        return at.text(
                "a step of the failover plan that can be put back: "
                        + (names.isEmpty() ? "there is none" : ShownText.either(names)),
                restorable::contains);
    }

    private static @Nullable Work act(Cursor at, String name) {
        Action action = ActionKinds.ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow()
                .reader()
                .from(at);
        return action == null ? null : new Work.Act(action);
    }
}
