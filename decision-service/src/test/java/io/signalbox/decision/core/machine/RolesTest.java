package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step's role goes with each of its commands, and with the one that puts it back. */
class RolesTest {

    private static final AwsRole ROLE = new AwsRole("arn:aws:iam::444455556666:role/workloads", "shop-42");

    private static Step put(String name, OnFailure onFailure) {
        var work = new Work.Act(Recipe.parameter(name), ROLE);
        return new Step(name, work, Recipe.DEADLINE, 0, onFailure, List.of());
    }

    @Test
    void commandsOfAStepHaveItsRoleAndOthersHaveNone() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, put("first", OnFailure.ABORT), Recipe.put("second"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim", "first");

        assertThat(hands.commands("first")).extracting(Command::role).containsOnly(ROLE);
        assertThat(hands.commands("second")).isNotEmpty().allMatch(command -> command.role() == null);
    }

    @Test
    void aStepIsPutBackWithItsRole() {
        Story story = new Given()
                .plan(
                        Plans.Name.FAILOVER,
                        put("first", OnFailure.ROLLBACK),
                        put("second", OnFailure.ROLLBACK),
                        Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "first").breaks("second");

        assertThat(story.commands.getLast())
                .satisfies(back -> assertThat(back.restores()).isTrue())
                .satisfies(back -> assertThat(back.role()).isEqualTo(ROLE));
    }
}
