package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.cell.Brain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A service is taken out of the topology, or renamed, and perhaps put back. */
class ServicesRemovedTest {

    private final Given given = new Given().services(2);

    private static Topology with(Topology all, List<Service> services) {
        return new Topology(
                all.cells(), all.vantages(), all.references(), services, all.governor(), AllowedAddresses.NONE, "d2");
    }

    private static Topology without(Topology all) {
        return with(
                all,
                all.services().stream()
                        .filter(service -> !service.name().equals(ORDERS))
                        .toList());
    }

    private static Topology none(Topology all) {
        return with(all, List.of());
    }

    @Test
    void itIsWithdrawnAndTheJournalSaysSoOnce() {
        Story story = given.story().follows(without(given.topology())).passes(Duration.ofMinutes(1));

        assertThat(story.status()).isNull();
        assertThat(story.kindsOf(Set.of("service-removed"))).hasSize(1);
        assertThat(story.why("service-removed").text()).contains("orders");
        assertThat(story.restarts().passes(Duration.ofMinutes(1)).kindsOf(Set.of("service-removed")))
                .hasSize(1);
    }

    @Test
    void itIsWithdrawnAlsoWhenThatHappenedWhileNobodyDecided() {
        Story story = given.story();
        var states = List.of(story.state());
        var brain = new Brain(without(given.topology()), CELL, story.fleet(), states, Map.of());

        assertThat(brain.tick(story.now)).contains(new Brain.Effect.Withdraw(ORDERS));
    }

    @Test
    void theOthersGoOn() {
        Story story = given.story().follows(without(given.topology())).about(Given.service(2));

        assertThat(story.sees(EAST, Verdict.DOWN).done().status().active()).isEqualTo(WEST);
    }

    @Test
    void whenItComesBackItsFenceIsTakenFromTheProviderAndItsSitesAreUnknown() {
        Story story = given.story().follows(without(given.topology())).follows(given.topology());
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.last().arguments().kind()).isEqualTo("dns-adopt");
        assertThat(story.state().verdict(WEST)).isEqualTo(Verdict.UNKNOWN);

        Fence there = Fence.settled(7, WEST, "m7-1", new CellName("eu-west-1"));
        story.answers(new Refused(Refusal.STALE_FENCE, "there is one"), there);

        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().epoch()).isEqualTo(7);
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void itsVersionsGoOnWhenItComesBack() {
        Story story = given.story();
        long version = story.status().version();

        story.follows(without(given.topology())).follows(given.topology());

        assertThat(story.status().version()).isGreaterThan(version);
    }

    @Test
    void aFreezeHoldsWhenItComesBack() {
        Story story = given.story()
                .orders(new Directive.Freeze(null, false))
                .follows(without(given.topology()))
                .follows(given.topology());

        assertThat(story.status().freeze()).isNotNull();
    }

    @Test
    void aSiteWithStaleDataIsStillKnownWhenItComesBack() {
        var oneWay = new Given().plan(Plans.Name.FAILOVER, Recipe.promote("db"), Step.SWITCH);
        Story story = oneWay.story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story);
        hands.does("claim").tells("db");

        story.follows(none(oneWay.topology())).follows(oneWay.topology());

        assertThat(story.state().memory().marks().isStale(EAST)).isTrue();
    }

    @Test
    void whatIsStillReportedOfItIsNotHeard() {
        Story story = given.story().sees(EAST, Verdict.DOWN);
        int sent = story.commands.size();

        story.follows(without(given.topology())).done().sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(1));

        assertThat(story.commands).hasSize(sent);
        assertThat(story.status()).isNull();
    }
}
