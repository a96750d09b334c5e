package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.UnwantedMove;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.decision.core.state.ServiceState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored outlives the code that stored it: each published version has a file here, which is never edited. */
class StoredFormatTest {

    private static final Codec<ServiceState> STATES = Codec.of(ServiceState.class);

    private static final CellName OTHER = new CellName("eu-west-1");

    private record Sample(String file, ServiceState state) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static Stream<Sample> samples() throws IOException, UnreadableException {
        return Stream.of(
                sample("steady", usual()),
                sample("moving", usual().sees(EAST, Verdict.DOWN)),
                new Sample("state-acting-v1.json", askedAgain(acting().state(), Rehearsals.FIRST.plusSeconds(2))),
                sample("asking", asking()),
                sample("undoing", undoing()),
                sample("proving", usual().sees(EAST, Verdict.DOWN).accepted()),
                sample(
                        "awaiting-leave",
                        usual().orders(new Directive.Freeze(null, true)).sees(EAST, Verdict.DOWN)),
                sample("stuck", stuck()),
                sample("overridden", overridden()),
                sample("drill", drill()),
                sample("drill-stray", drillStray()),
                sample("memory", memory()),
                sample("ramping", ramping()),
                sample("ramp-undoing", ramping().sees(WEST, Verdict.DOWN)),
                sample("adjusting", adjusting()),
                sample("promoting", promoting()),
                sample("stale", stale()),
                sample("through", through()),
                sample("retrying", retrying()),
                sample("retrying-drift", retryingDrift()),
                sample("fence-fault-described", faulty()),
                sample("re-adopting-described", faulty().orders(new Directive.ReAdopt(null))),
                sample("re-adopt-proposed", proposed()),
                sample("hold-ended-described", holdEnded()),
                sample("hold-unpublished-described", holdUnpublished()),
                sample("failed-move", failedMove()),
                sample("unwanted-move", claimed().orders(new Directive.Cancel())),
                sample("cancelling", cancelling()),
                sample("cancel-refused", cancelRefused()),
                sample("drill-asking", shared().orders(Rehearsals.to(WEST))),
                sample("frozen", shared().orders(new Directive.Freeze(null))));
    }

    /** The file is of before pauses differed from command to command: one after a second failure took two seconds. */
    private static ServiceState askedAgain(ServiceState state, Instant when) throws IOException, UnreadableException {
        JsonNode json = tree(STATES.write(state));
        ((ObjectNode) json.at("/phase/progress/2")).put("askAgainAt", when.toString());
        return STATES.read(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Sample sample(String name, Story story) {
        return new Sample("state-" + name + "-v1.json", story.state());
    }

    /** As it was before names were tried. */
    private static Given given() {
        return new Given().notThroughTheName();
    }

    /** A switch that is tried through the name, and may overwrite. */
    private static Story through() {
        return new Given()
                .checked(new Check.Http(
                        "GET",
                        "/healthz",
                        8443,
                        true,
                        "orders.example.com",
                        Map.of(),
                        List.of(new Check.StatusRange(200, 299)),
                        "ok",
                        HttpDetails.NONE))
                .onDrift(Dns.OnDrift.OVERWRITE_WHEN_DOWN)
                .story()
                .sees(EAST, Verdict.DOWN);
    }

    /** The second plan of a move has run out of time. */
    private static Story retrying() {
        return usual().sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(31));
    }

    /** The second plan of a move was refused, since another writer has changed the records. */
    private static Story retryingDrift() {
        Story story = given().onDrift(Dns.OnDrift.OVERWRITE_WHEN_DOWN).story().sees(EAST, Verdict.DOWN);
        story.passes(Duration.ofMinutes(20));
        return story.answers(
                new Refused(Refusal.DRIFT, "A was changed"), story.last().expected());
    }

    private static Story faulty() {
        return usual().sights(Fence.settled(7, WEST, "m7-1", OTHER))
                .sights(Fence.settled(5, EAST, "m5-1", OTHER))
                .passes(Duration.ofMinutes(1));
    }

    private static Story proposed() {
        Story story = given().twoPersons().story();
        return story.sights(story.state().fence()).sights(Sight.ABSENT, null).orders(new Directive.ReAdopt(null));
    }

    /** The fence is written without the freeze of a lost cell. */
    private static Story holdEnded() {
        return usual().sights(Fence.settled(2, EAST, "m2-1", OTHER).holding("f@eu-west-1:-"))
                .orders(new Directive.EndHold(Directive.EndHold.What.FREEZE, OTHER));
    }

    /** What is known here could not be written to the fence. */
    private static Story holdUnpublished() {
        Story story = holdEnded();
        return story.answers(
                new Failed("denied", "not allowed", false), story.last().expected());
    }

    private static Story failedMove() {
        Story story = claimed().orders(new Directive.Acknowledge());
        new Hands(story).tells("one").breaks("one");
        return story;
    }

    private static Story claimed() {
        Story story = given().cell(OTHER)
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim");
        Fence fence = story.state().fence();
        var before = new FailedMove(EAST, "one", List.of(OTHER));
        var unwanted = new UnwantedMove(false, List.of(EAST), OTHER);
        return story.sights(fence.rewritten(null, fence.words().failed(before).unwanted(unwanted)));
    }

    private static Story shared() {
        return given().cell(OTHER).story();
    }

    /** An operator ends the plan of another cell, which has not read it yet. */
    private static Story cancelling() {
        Story story = shared();
        Instant until = story.now.plusSeconds(60);
        return story.sights(Fence.moving(2, EAST, "m2-9", OTHER, until).leadingTo(WEST))
                .orders(new Directive.Cancel());
    }

    /** The same of a plan of this cell, whose one-way step has begun. */
    private static Story cancelRefused() {
        Story story = given().cell(OTHER)
                .plan(Plans.Name.FAILOVER, Recipe.promote("db"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim").tells("db");
        Fence claim = story.state().fence();
        return story.sights(claim.rewritten(null, claim.words().cancel(new CancelledPlan(claim.plan(), OTHER, "bob"))));
    }

    private static Story usual() {
        return given().story();
    }

    /** The move is claimed, one thing is done, another is under way, and a gate and the switch come after. */
    private static Story acting() {
        Story story = given().plan(
                        Plans.Name.FAILOVER,
                        Recipe.put("one"),
                        Recipe.put("two", 3, OnFailure.CONTINUE),
                        Recipe.gate("healthy", new Work.WaitHealthy(Duration.ofSeconds(5))),
                        Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "one").tells("two").fails("two");
        return story;
    }

    private static Story asking() {
        Story story = given().plan(
                        Plans.Name.FAILOVER,
                        Recipe.gate("pause", new Work.Pause(Duration.ofMinutes(1))),
                        Recipe.gate("ask", new Work.Approve("go on?")),
                        Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim");
        return story.passes(Duration.ofMinutes(1));
    }

    private static Story undoing() {
        Story story = acting();
        new Hands(story).breaks("two");
        return story.passes(Duration.ofSeconds(1)).sees(EAST, Verdict.UP);
    }

    private static Story stuck() {
        Story story = usual().sees(EAST, Verdict.DOWN);
        return story.answers(
                new Refused(Refusal.DRIFT, "A was changed"), story.last().expected());
    }

    private static Story overridden() {
        Story story = given().twoPersons()
                .plan(Plans.Name.SWITCHOVER, Recipe.approval(), Step.SWITCH)
                .story();
        story.orders(new Directive.Override(WEST, story.now.plusSeconds(60), false, false));
        return story.by("ben").orders(new Directive.Override(EAST, null, true, false, Directive.During.QUEUE));
    }

    private static Story drill() {
        Story story = given().drill(Rehearsals.entry()).story().orders(Rehearsals.run(Rehearsals.FIRST));
        new Hands(story).does("dns-switch");
        return story;
    }

    /** A drill is over, and its switch may have been taken. */
    private static Story drillStray() {
        return usual().orders(Rehearsals.to(WEST)).sees(WEST, Verdict.DOWN).passes(Duration.ofMinutes(1));
    }

    /** A part of the traffic is where all of it will go. */
    private static Story ramping() {
        Story story = given().plan(Plans.Name.SWITCHOVER, Recipe.ramp()).story();
        story.orders(new Directive.Override(WEST, story.now.plusSeconds(60), false, false));
        new Hands(story).does("claim", "dns-switch-10");
        return story;
    }

    /** A standby gets a part of the traffic. */
    private static Story adjusting() {
        return given().preWarm(10).story().passes(Duration.ofMinutes(10));
    }

    /** A one-way step has begun; the site that is left had stale data before. */
    private static Story promoting() {
        Story story = stale().orders(new Directive.Override(EAST, null, true, false));
        story.done().orders(new Directive.Reseeded(WEST, story.state().fence().epoch()));
        story.done().orders(new Directive.Release()).sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim").tells("db");
        return story;
    }

    /** The data of one site is stale, and an operator has just said that it was seeded again. */
    private static Story stale() {
        Story story = given().plan(Plans.Name.FAILOVER, Recipe.promote("db"), Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "db", "dns-switch");
        return story.sees(EAST, Verdict.UP).orders(new Directive.Reseeded(EAST, 2));
    }

    /** A drill has been, and something that it changed has not been put back; a site has failed. */
    private static Story memory() {
        Story story = given().drill(Rehearsals.entry())
                .plan(Plans.Name.DRILL, Recipe.put("one"), Step.SWITCH)
                .story()
                .orders(Rehearsals.run(Rehearsals.FIRST));
        new Hands(story).does("claim", "one", "dns-switch");
        return story.orders(new Directive.StopDrill()).done().sees(WEST, Verdict.DOWN);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsPublished(Sample sample) throws IOException {
        assertThat(tree(STATES.write(sample.state()))).isEqualTo(tree(published(sample.file())));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAsItWas(Sample sample) throws IOException, UnreadableException {
        assertThat(STATES.read(published(sample.file()))).isEqualTo(sample.state());
    }

    /** Of before it was kept how the service was described when a fence was adopted. */
    @ParameterizedTest
    @ValueSource(strings = {"fence-fault", "re-adopting", "hold-ended", "hold-unpublished"})
    void whatWasAdoptedWithoutADescriptionIsKeptAsItWas(String name) throws IOException, UnreadableException {
        byte[] published = published("state-" + name + "-v1.json");
        assertThat(tree(STATES.write(STATES.read(published)))).isEqualTo(tree(published));
    }

    @Test
    void anUnknownVersionIsRefused() throws IOException {
        String newest = new String(published("state-steady-v1.json"), StandardCharsets.UTF_8);
        byte[] newer = newest.replaceFirst("\"v\" : 1", "\"v\" : 2").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> STATES.read(newer))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("version 2 is not known here");
    }

    static JsonNode tree(byte[] json) throws IOException {
        return Codec.mapper().readTree(json);
    }

    static byte[] published(String file) throws IOException {
        try (InputStream in = StoredFormatTest.class.getResourceAsStream("/golden/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
