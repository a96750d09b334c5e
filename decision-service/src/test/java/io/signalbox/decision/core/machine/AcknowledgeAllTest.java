package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One order of a person for all services that are stuck. */
class AcknowledgeAllTest {

    private static Story stuck(Story story, int... services) {
        for (int service : services) {
            story.about(Given.service(service)).sees(EAST, Verdict.DOWN);
            refused(story, service);
            assertThat(story.status().phase()).isEqualTo("stuck");
        }
        return story;
    }

    private static void refused(Story story, int service) {
        Command asked = story.commands.stream()
                .filter(command -> command.service().equals(Given.service(service)))
                .toList()
                .getLast();
        story.answers(asked, new Refused(Refusal.DRIFT, "A was changed"), asked.expected());
    }

    private static Story three() {
        return stuck(new Given().services(3).story(), 1, 2);
    }

    @Test
    void everyServiceThatIsStuckGoesOn() {
        Story story = three().ordersForAll(new Directive.Acknowledge());
        for (int service : List.of(1, 2)) {
            assertThat(story.about(Given.service(service)).moves()).containsExactly(WEST, WEST);
            assertThat(story.status().phase()).isEqualTo("moving");
        }
        assertThat(story.about(Given.service(3)).moves()).isEmpty();
    }

    @Test
    void itIsWrittenDownForAllAndForEach() {
        Story story = three().ordersForAll(new Directive.Freeze(null)).ordersForAll(new Directive.Acknowledge());
        var told = story.journal.stream()
                .filter(entry -> entry.kind().equals("acknowledge"))
                .toList();
        assertThat(told).hasSize(3).allMatch(entry -> entry.who().equals("ann"));
        assertThat(told.getFirst().service()).isNull();
        assertThat(told.getFirst().version()).isEqualTo(2);
        assertThat(told.getFirst().reason().text()).contains("2 services that were stuck");
    }

    @Test
    void theSameOrderTwiceCountsOnce() {
        Story story = three().ordersForAll("a", new Directive.Acknowledge());
        stuck(story, 1);
        story.ordersForAll("a", new Directive.Acknowledge()).restarts().ordersForAll("a", new Directive.Acknowledge());
        assertThat(story.about(Given.service(1)).status().phase()).isEqualTo("stuck");
    }

    @Test
    void theVelocityLimitHoldsForThoseThatGoOn() {
        var settings = new GovernorSettings(new Velocity(2, Duration.ofMinutes(10)), null, List.of());
        Story story = stuck(new Given().services(2).governor(settings).story(), 1, 2);
        story.passes(Duration.ofMinutes(9)).ordersForAll(new Directive.Acknowledge());
        assertThat(story.about(Given.service(1)).status().reason().code()).isEqualTo("velocity");
        story.passes(Duration.ofMinutes(2));
        assertThat(story.about(Given.service(1)).moves()).hasSize(2);
        assertThat(story.about(Given.service(2)).moves()).hasSize(2);
    }

    @Test
    void itIsRefusedWhereNothingIsStuck() {
        Story story = new Given().services(2).story().ordersForAll(new Directive.Acknowledge());
        assertThat(story.why("directive-refused").text()).contains("no service is stuck");
        assertThat(story.journal.getLast().service()).isNull();
    }

    @Test
    void whatWasReseededIsNotSaidOfAll() {
        Story story = three().ordersForAll(new Directive.Acknowledge(true));
        assertThat(story.why("directive-refused").text()).contains("to one service and site");
        assertThat(story.about(Given.service(1)).status().phase()).isEqualTo("stuck");
    }
}
