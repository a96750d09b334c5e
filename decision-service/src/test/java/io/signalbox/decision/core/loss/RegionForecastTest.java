package io.signalbox.decision.core.loss;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Brake;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.loss.RegionLoss.Effect;
import io.signalbox.decision.core.loss.RegionLoss.ForService;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegionForecastTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Duration LONG = Duration.ofMinutes(30);

    private static Vote vote(VantageName vantage, Verdict verdict, Story story) {
        return new Vote(vantage, verdict, verdict != Verdict.UNKNOWN, story.now, "as told", null);
    }

    /** All vantages vote, but those that are silent. */
    private static List<Vote> votes(Story story, Verdict verdict, VantageName... silent) {
        return Stream.of(V1, V2, V3)
                .map(vantage -> vote(vantage, List.of(silent).contains(vantage) ? Verdict.UNKNOWN : verdict, story))
                .toList();
    }

    private static Story seen(Story story, VantageName... silent) {
        for (SiteName site : List.of(EAST, WEST)) {
            story.sees(site, Verdict.UP, votes(story, Verdict.UP, silent));
        }
        return story;
    }

    private static Story steady(Given given) {
        return seen(given.story());
    }

    private static RegionLoss loss(SiteName region, Given given, Story story, CellName cell) {
        return loss(region, given, story, cell, Map.of());
    }

    private static RegionLoss loss(
            SiteName region, Given given, Story story, CellName cell, Map<ServiceName, Explanation> live) {
        Topology topology = given.topology();
        List<ServiceStatus> states = new ArrayList<>();
        topology.services()
                .forEach(service -> states.add(story.about(service.name()).status()));
        return RegionForecast.of(new LossQuestion(topology, cell, states, live, null, region.value(), story.now));
    }

    private static ForService one(SiteName region, Given given, Story story) {
        return loss(region, given, story, CELL).services().getFirst();
    }

    private static void assertStays(ForService service, String because) {
        assertThat(service.effect()).isEqualTo(Effect.STAYS);
        assertThat(service.because()).contains(because);
    }

    @Test
    void theTrafficOfTheRegionMovesToTheStandby() {
        var given = new Given();
        RegionLoss loss = loss(EAST, given, steady(given), CELL);
        assertThat(loss.decides()).isEqualTo(CELL);
        assertThat(loss.note()).isNull();
        ForService service = loss.services().getFirst();
        assertThat(service.effect()).isEqualTo(Effect.MOVES);
        assertThat(service.to()).isEqualTo(WEST);
        assertThat(service.loses()).isTrue();
        assertThat(service.because()).contains("us-east-1 is DOWN", "us-west-2 is the first site that is fit");
    }

    @Test
    void trafficElsewhereStays() {
        var given = new Given().cell(OTHER);
        RegionLoss loss = loss(WEST, given, steady(given), OTHER);
        ForService service = loss.services().getFirst();
        assertStays(service, "us-east-1");
        assertThat(service.loses()).isFalse();
    }

    @Test
    void nothingMovesWhenTooFewVotesAreLeft() {
        var given = new Given();
        var story = steady(given);
        ForService service = loss(EAST, given, story, CELL, Map.of(ORDERS, CountedVotes.without(V2, story.now)))
                .services()
                .getFirst();
        assertStays(service, "us-east-1 would be UNKNOWN, and nothing moves on doubt: 1 vote is left of the 2 needed");
        assertThat(service.counted()).isTrue();
    }

    @Test
    void theVotesWithWhichAVerdictWasConcludedAreNotThoseOfNow() {
        var given = new Given();
        ForService service = one(EAST, given, seen(given.story(), V2));
        assertThat(service.effect()).isEqualTo(Effect.MOVES);
        assertThat(service.counted()).isFalse();
    }

    @Test
    void aFreezeHolds() {
        var given = new Given();
        var story = steady(given).orders(new Directive.Freeze(null));
        assertStays(one(EAST, given, story), "frozen by ann");
        assertThat(one(EAST, given, story).to()).isEqualTo(WEST);
    }

    @Test
    void aFreezeOfAllHolds() {
        var given = new Given().services(2);
        var story = seen(given.story());
        seen(story.about(Given.service(2))).ordersForAll(new Directive.Freeze(null));
        assertThat(loss(EAST, given, story, CELL).services())
                .hasSize(2)
                .allSatisfy(service -> assertStays(service, "frozen by ann"));
    }

    @Test
    void anOverrideKeepsTheTrafficInTheLostRegion() {
        var given = new Given();
        var story = steady(given).orders(new Directive.Override(EAST, null, false, false));
        assertStays(one(EAST, given, story), "ann wants us-east-1");
    }

    @Test
    void anApproverIsAskedWhereThePolicySaysSo() {
        var given = new Given().mode(Policy.Mode.APPROVE);
        ForService service = one(EAST, given, steady(given));
        assertThat(service.effect()).isEqualTo(Effect.WAITS);
        assertThat(service.to()).isEqualTo(WEST);
        assertThat(service.because()).contains("mode is approve");
    }

    @Test
    void whoOnlyGetsAdviceStays() {
        var given = new Given().mode(Policy.Mode.ADVISE);
        var story = given.story().sights(Fence.settled(3, EAST, "by-hand", CELL));
        assertStays(one(EAST, given, seen(story)), "mode is advise");
    }

    @Test
    void theWaitsOfThePolicyPass() {
        var given = new Given().minDownFor(Duration.ofMinutes(5));
        assertThat(one(EAST, given, steady(given)).effect()).isEqualTo(Effect.MOVES);
    }

    @Test
    void theLastResortIsLeft() {
        var given = new Given();
        var story = steady(given);
        story.sees(WEST, Verdict.DOWN, votes(story, Verdict.DOWN));
        ForService service = one(EAST, given, story);
        assertThat(service.to()).isEqualTo(PAGE);
        assertThat(service.effect()).isEqualTo(Effect.MOVES);
    }

    @Test
    void aStandbyWithStaleDataGetsNothing() {
        var given = new Given().whenAllDown(Policy.WhenAllDown.STAY);
        var story = steady(given);
        Fence fence = story.state().fence();
        story.sights(Fence.settled(fence.epoch() + 1, EAST, "elsewhere", OTHER)
                .marking(Marks.NONE.stale(WEST, fence.epoch() + 1)));
        assertStays(one(EAST, given, story), "us-west-2");
    }

    @Test
    void onlyAsManyMoveAsTheLimitLets() {
        var given = new Given()
                .services(3)
                .governor(new GovernorSettings(new Velocity(2, Duration.ofHours(1)), null, List.of()));
        var story = given.story().passes(LONG);
        for (int number = 1; number <= 3; number++) {
            seen(story.about(Given.service(number)));
        }
        assertThat(loss(EAST, given, story, CELL).services())
                .extracting(ForService::effect)
                .containsExactly(Effect.MOVES, Effect.MOVES, Effect.WAITS);
    }

    @Test
    void theBrakeHoldsWhenAnotherRegionWasLostAMomentAgo() {
        var given = new Given()
                .services(3)
                .third()
                .governor(new GovernorSettings(null, new Brake(2, 50, Duration.ofMinutes(5)), List.of()));
        var story = given.story().passes(LONG);
        for (int number = 1; number <= 3; number++) {
            story.about(Given.service(number));
            seen(story);
            story.sees(Given.THIRD, Verdict.UP, votes(story, Verdict.UP));
            story.sees(WEST, Verdict.DOWN, votes(story, Verdict.DOWN));
        }
        assertThat(loss(EAST, given, story, CELL).services()).anySatisfy(service -> {
            assertThat(service.effect()).isEqualTo(Effect.WAITS);
            assertThat(service.because()).contains("that is not the loss of one region");
        });
    }

    @Test
    void whileAPlanIsUnderWayItIsNotTold() {
        var given = new Given();
        var story = steady(given);
        story.sees(EAST, Verdict.DOWN, votes(story, Verdict.DOWN));
        assertThat(story.status().plan()).isNotNull();
        ForService service = one(WEST, given, story);
        assertThat(service.effect()).isEqualTo(Effect.STAYS);
        assertThat(one(EAST, given, story).effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(one(EAST, given, story).because()).contains("failover to us-west-2");
    }

    @Test
    void withTheOnlyCellNothingIsDecided() {
        var given = new Given();
        RegionLoss loss = loss(WEST, given, steady(given), CELL);
        assertThat(loss.decides()).isNull();
        assertThat(loss.note()).contains("The only cell is lost");
        assertStays(loss.services().getFirst(), "nobody decides");
    }

    @Test
    void theNextCellDecidesByTheFence() {
        var given = new Given().cell(OTHER);
        var story = steady(given).ordersForAll(new Directive.Freeze(null));
        var east = new CellName(EAST.value());
        RegionLoss loss = loss(EAST, given, story, east);
        assertThat(loss.decides()).isEqualTo(CELL);
        assertThat(loss.note()).contains("Cell us-west-2 decides then");
        assertThat(loss.services().getFirst().effect()).isEqualTo(Effect.MOVES);
    }

    @Test
    void aServiceWithoutAStateIsUnknown() {
        var given = new Given();
        var loss = RegionForecast.of(
                new LossQuestion(given.topology(), CELL, List.of(), Map.of(), null, EAST.value(), given.story().now));
        assertThat(loss.services().getFirst().effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(loss.services().getFirst().active()).isNull();
    }
}
