package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.Directive;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.fence.StaleDataTest;
import io.signalbox.decision.core.state.ServiceState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Something leads traffic to a site already when its data turns out to be stale. */
class StaleMeanwhileTest {

    private static final CellName OTHER = new CellName("eu-west-1");

    /** The fence says so, as another cell has joined it to what this one knows. */
    private static Story westIsStale(Story story) {
        return story.sights(story.state().fence().marking(Marks.NONE.stale(WEST, 1)));
    }

    @Test
    void itsPartOfTheTrafficIsTakenBack() {
        Story story = StaleDataTest.promoting().preWarm(10).story();
        story.passes(Duration.ofMinutes(11)).done();
        assertThat(story.state().fence().split().to()).isEqualTo(WEST);
        int sent = story.sees(WEST, Verdict.UNKNOWN).commands.size();
        story.passes(Duration.ofSeconds(1));
        assertThat(story.commands).hasSize(sent);
        westIsStale(story);
        assertThat(story.last().next().split()).isNull();
        assertThat(story.status().reason().text()).contains("us-west-2 was cut off");
    }

    @Test
    void anOverrideThatWaitsForAnotherCellsClaimDoesNotGoThere() {
        Story story = StaleDataTest.promoting().story();
        story.sights(
                Fence.moving(2, EAST, "m2-7", OTHER, story.now.plusSeconds(600)).marking(Marks.NONE));
        story.orders(new Directive.Override(WEST, null, false, false)).sees(WEST, Verdict.UNKNOWN);
        assertThat(story.status().override()).isNotNull();
        story.sights(Fence.settled(3, EAST, "m2-7", OTHER).marking(Marks.NONE.stale(WEST, 3)));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("override-target-stale-data");
    }

    @Test
    void anOverrideToASiteWithoutProbesIsRefused() {
        Story story =
                westIsStale(Story.steady(withoutProbes(StaleDataTest.promoting().topology())));
        story.orders(new Directive.Override(WEST, null, false, false));
        assertThat(story.why("directive-refused").code()).isEqualTo("target-stale-data");
        assertThat(story.moves()).isEmpty();
    }

    /** The second site is not looked at. */
    private static Topology withoutProbes(Topology topology) {
        Service orders = topology.services().getFirst();
        List<Site> sites = orders.sites().stream()
                .map(site -> site.name().equals(WEST)
                        ? new Site(site.name(), site.priority(), site.address(), site.endpoint(), false, List.of())
                        : site)
                .toList();
        var unprobed = new Service(
                orders.name(),
                orders.hostname(),
                orders.dns(),
                sites,
                orders.policy(),
                orders.shadow(),
                orders.plans(),
                orders.drills(),
                orders.maintenance(),
                Reporting.NONE);
        return new Topology(
                topology.cells(),
                topology.vantages(),
                topology.references(),
                List.of(unprobed),
                topology.governor(),
                AllowedAddresses.NONE,
                topology.digest());
    }

    @Test
    void aPromotionThatWasBegunByAVersionWithoutMarksLeavesOne() throws IOException {
        Story story = StaleDataTest.promoting().story().sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim");
        var stored = (ObjectNode)
                Codec.mapper().readTree(Codec.of(ServiceState.class).write(story.state()));
        ((ObjectNode) stored.path("fence")).remove("marks");
        ((ObjectNode) stored.path("memory")).remove("marks");
        story.remembers(Codec.mapper().treeToValue(stored, ServiceState.class));
        assertThat(story.state().memory().marks().stale())
                .containsExactly(Mark.stale(EAST, story.state().fence().epoch()));
    }
}
