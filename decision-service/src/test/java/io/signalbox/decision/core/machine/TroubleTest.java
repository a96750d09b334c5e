package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Restarts at every point, and answers that come twice or late, change nothing. */
class TroubleTest {

    private static final Given GIVEN = new Given()
            .claimFor(Duration.ofMinutes(1))
            .drill(Rehearsals.entry())
            .stages(
                    Plans.Name.FAILOVER,
                    Recipe.parallel(Recipe.put("one"), Recipe.put("two", 2, OnFailure.ASK)),
                    Plans.Stage.of(Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(40)))),
                    Plans.Stage.of(Recipe.approval()),
                    Plans.Stage.of(Step.SWITCH),
                    Plans.Stage.of(Recipe.put("last", OnFailure.CONTINUE)))
            .plan(Plans.Name.FAILBACK, Step.SWITCH, Recipe.restore("one"), Recipe.restore("two"));

    /** What happens, by the actuator's and an operator's hands. */
    private enum Tale {
        THERE_AND_BACK(story -> {
            var hands = away(story);
            hands.takes();
            story.passes(Duration.ofMillis(300));
            hands.does("dns-switch").breaks("last");
            story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
            hands.does("dns-switch", "restore-one", "restore-two");
        }),
        GIVEN_UP(story -> {
            var hands = away(story);
            story.passes(Duration.ofSeconds(7)).sees(EAST, Verdict.UP).passes(Duration.ofSeconds(45));
            hands.does("two");
            story.passes(Duration.ofSeconds(7));
            hands.does("one", "claim");
        }),
        REJECTED(story -> {
            story.sees(EAST, Verdict.DOWN);
            var hands = new Hands(story).does("claim").does("one").breaks("two");
            story.orders(new Directive.Reject());
            hands.breaks("one").does("claim");
            story.orders(new Directive.Acknowledge()).passes(Duration.ofSeconds(1));
        }),
        DRILLED(story -> {
            story.orders(Rehearsals.run(Rehearsals.FIRST));
            var hands = moving(story);
            story.orders(new Directive.Approve(null, null));
            hands.does("dns-switch", "last");
            story.passes(Rehearsals.LASTS.plusSeconds(1));
            hands.does("dns-switch");
        });

        private final Consumer<Story> told;

        Tale(Consumer<Story> told) {
            this.told = told;
        }

        private static Hands away(Story story) {
            story.sees(EAST, Verdict.DOWN);
            var hands = moving(story);
            story.orders(new Directive.Approve(null, null));
            return hands;
        }

        private static Hands moving(Story story) {
            var hands = new Hands(story).does("claim").tells("one").fails("two");
            story.passes(Duration.ofSeconds(2));
            hands.does("one").fails("two");
            story.passes(Duration.ofSeconds(3));
            return hands.does("two").passes(Duration.ofSeconds(41));
        }

        private Story in(Story.Trouble trouble) {
            Story story = Story.steady(GIVEN.topology(), trouble);
            told.accept(story);
            return story;
        }
    }

    @ParameterizedTest
    @EnumSource(Tale.class)
    void aRestartAfterEachEventChangesNothing(Tale tale) {
        same(tale.in(Story.Trouble.RESTARTS), tale.in(Story.Trouble.NONE));
    }

    @ParameterizedTest
    @EnumSource(Tale.class)
    void anAnswerThatComesTwiceChangesNothing(Tale tale) {
        same(tale.in(Story.Trouble.ECHOES), tale.in(Story.Trouble.NONE));
    }

    private static void same(Story troubled, Story calm) {
        assertThat(troubled.kinds()).isEqualTo(calm.kinds());
        assertThat(troubled.commands).isEqualTo(calm.commands);
        assertThat(troubled.state()).isEqualTo(calm.state());
        assertThat(troubled.status()).isEqualTo(calm.status());
    }

    @ParameterizedTest
    @EnumSource(Tale.class)
    void answersToWhatIsLongOverChangeNothing(Tale tale) {
        Story story = tale.in(Story.Trouble.NONE);
        ServiceState before = story.state();
        for (Command command : over(story)) {
            story.answers(command, new Done(List.of()), command.next())
                    .answers(command, new Failed("late", "an old failure", false), null)
                    .answers(command, new Refused(Refusal.DRIFT, "an old refusal"), null)
                    .answers(command, new InProgress(Duration.ZERO, "t", true, "late"), command.next());
        }
        assertThat(story.state().phase()).isEqualTo(before.phase());
        assertThat(story.state().fence()).isEqualTo(before.fence());
        assertThat(story.state().version()).isEqualTo(before.version());
    }

    private static List<Command> over(Story story) {
        ServiceStatus.Plan plan = story.status().plan();
        return story.commands.stream()
                .filter(command -> plan == null || !command.plan().equals(plan.id()))
                .toList();
    }
}
