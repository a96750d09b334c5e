package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.ServiceStatus.DrillReport;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import java.util.Map;

/** A drill without traffic of the standby, and the failover plan that it rehearses. */
final class CapacityRun {

    static final Duration READY = Duration.ofSeconds(5);

    final Story story = given().story();
    final Hands hands = new Hands(story);

    static Given given() {
        return new Given()
                .lag()
                .drill(Rehearsals.ofCapacity(WEST))
                .plan(
                        Plans.Name.FAILOVER,
                        Recipe.scale("tasks"),
                        Recipe.put("database"),
                        Recipe.gate("fit", new Work.WaitHealthy(READY)),
                        Step.SWITCH,
                        Recipe.put("active"))
                .plan(Plans.Name.FAILBACK, Step.SWITCH, Recipe.restore("tasks"));
    }

    /** The drill is ordered. */
    void begins() {
        story.orders(Rehearsals.run(Rehearsals.FIRST));
    }

    void raises() {
        begins();
        hands.does("claim", "tasks");
        story.passes(READY);
        hands.does("release");
        assertThat(story.status().drill().phase()).isEqualTo("raised");
    }

    void lowers() {
        assertThat(story.status().drill().phase()).isEqualTo("lowering");
        assertThat(story.status().plan().kind()).isEqualTo("lower");
        hands.does("claim");
        assertThat(hands.asked("tasks").restores()).isTrue();
        assertThat(hands.asked("tasks").previous()).isEqualTo(Hands.before("tasks"));
        hands.does("tasks", "release");
    }

    DrillReport report() {
        assertThat(story.status().drill()).isNull();
        return story.status().lastDrill();
    }

    Map<String, Map<String, String>> remembered() {
        return story.state().memory().previous();
    }
}
