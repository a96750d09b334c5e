package io.signalbox.decision.core.machine;

import io.signalbox.contract.Command;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plays the actuator in a story, by the names of the steps of the plan under way. */
public final class Hands {

    private final Story story;

    public Hands(Story story) {
        this.story = story;
    }

    private ServiceStatus.Plan plan() {
        return story.status().plan();
    }

    private int number(String step) {
        List<String> names =
                plan().steps().stream().map(ServiceStatus.Step::name).toList();
        if (!names.contains(step)) {
            throw new IllegalArgumentException(step + " is no step of " + names);
        }
        return names.indexOf(step);
    }

    /** How a step stands, in the public state. */
    public String state(String step) {
        return plan().steps().get(number(step)).state();
    }

    /** The commands that were sent for a step. */
    public List<Command> commands(String step) {
        int number = number(step);
        return story.commands.stream()
                .filter(command -> command.plan().equals(plan().id()) && command.step() == number)
                .toList();
    }

    /** The last command that was sent for a step. */
    public Command asked(String step) {
        return commands(step).getLast();
    }

    /** Each is done; what it has changed was {@code {value: before-NAME}} before. */
    public Hands does(String... steps) {
        for (String step : steps) {
            Command command = asked(step);
            if (command.restores() || command.arguments().kind().equals("dns-switch") || isClaim(command)) {
                story.done(command);
            } else {
                story.answers(command, new Done(List.of()), command.next(), before(step));
            }
        }
        return this;
    }

    private static boolean isClaim(Command command) {
        return command.arguments().kind().equals("claim");
    }

    public static Map<String, String> before(String step) {
        return Map.of("value", "before-" + step);
    }

    /** Time passes, in which each claim that is asked for is taken. */
    public Hands passes(Duration time) {
        Instant end = story.now.plus(time);
        while (story.now.isBefore(end)) {
            story.passes(Duration.ofMillis(100));
            boolean claimed = plan() != null && plan().steps().getFirst().name().equals("claim");
            if (claimed && List.of("running", "undoing").contains(state("claim"))) {
                does("claim");
            }
        }
        return this;
    }

    /** What would change is told, and nothing is changed yet. */
    public Hands tells(String step) {
        Command command = asked(step);
        story.answers(command, new InProgress(Duration.ZERO, "t", false, "told"), command.next(), before(step));
        return this;
    }

    /** The provider takes the switch. */
    public Hands takes() {
        Command command = asked("dns-switch");
        story.answers(command, new InProgress(Duration.ofMillis(200), "C1", true, "PENDING"), command.next());
        return this;
    }

    /** It did not work, but might another time. */
    public Hands fails(String step) {
        story.answers(asked(step), new Failed("throttled", "rate exceeded", true), null);
        return this;
    }

    /** It does not work. */
    public Hands breaks(String step) {
        story.answers(asked(step), new Failed("denied", "not allowed", false), null);
        return this;
    }

    public Hands refuses(String step, Refusal why) {
        Command command = asked(step);
        story.answers(command, new Refused(why, "refused"), command.expected());
        return this;
    }

    /** What each site has of the traffic once a change is taken. */
    static Map<String, Long> weights(Command command) {
        return ((StepArguments.DnsSwitch) command.arguments())
                .create().stream()
                        .filter(RecordSet::serves)
                        .collect(Collectors.toMap(RecordSet::setIdentifier, RecordSet::weight));
    }
}
