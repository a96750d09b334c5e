package io.signalbox.decision.core.shadow;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.MAJORITY;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.rehearsal.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a shadow policy does about operators, other cells and restarts. */
class ShadowPolicyTest {

    private static final Policy NEVER_HOME = new Policy(
            MAJORITY,
            new Failback(Failback.Mode.NEVER, Duration.ofMinutes(10), null),
            POLICY.whenAllDown(),
            POLICY.grace(),
            POLICY.planDeadline());
    private static final Topology SHADOWED = Scene.shadowed(POLICY, NEVER_HOME);

    @Test
    void goesWhereAnOperatorSendsTheTraffic() {
        var story = Story.steady(SHADOWED).orders(new Directive.Override(WEST, null, false, false));
        story.accepted().done();
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().shadow().active()).isEqualTo(WEST);
        assertThat(story.status().shadow().agrees()).isTrue();
        assertThat(shadows(story)).containsExactly("shadow-begins");
    }

    @Test
    void whatWasRefusedIsNotOrderedOfItEither() {
        var story = Story.steady(SHADOWED).sees(WEST, Verdict.DOWN);
        story.orders(new Directive.Override(WEST, null, false, false));
        assertThat(story.status().shadow().active()).isEqualTo(EAST);
        assertThat(shadows(story)).containsExactly("shadow-begins");
    }

    @Test
    void anOrderForAnOldVersionIsNotOrderedOfItEither() {
        var story = Story.steady(SHADOWED).orders("d9", 999L, new Directive.Override(WEST, null, false, false));
        assertThat(story.kinds()).contains("directive-refused");
        assertThat(story.status().shadow().active()).isEqualTo(EAST);
    }

    @Test
    void beginsOnceItIsKnownWhereTheTrafficIs() {
        var story = new Story(SHADOWED).passes(Duration.ZERO);
        assertThat(shadows(story)).isEmpty();
        assertThat(story.status().shadow()).isNull();
        story.done();
        assertThat(shadows(story)).containsExactly("shadow-begins");
        assertThat(story.status().shadow().active()).isEqualTo(EAST);
    }

    @Test
    void staysAwayWhereItsPolicyIsNeverToGoHome() {
        var story = Story.steady(SHADOWED).sees(EAST, Verdict.DOWN);
        story.accepted().done().sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
        story.accepted().done();
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.status().shadow().active()).isEqualTo(WEST);
        assertThat(story.status().shadow().agrees()).isFalse();
        assertThat(story.journal.stream().filter(entry -> entry.kind().equals("shadow-disagrees")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason().text())
                        .contains("at us-west-2")
                        .contains("the policy is never to return")
                        .contains("has it at us-east-1 because: us-east-1 has been UP for 10m"));
    }

    @Test
    void beginsAnewFromWhereTheTrafficIsAfterARestart() {
        var story = Story.steady(SHADOWED).sees(EAST, Verdict.DOWN);
        story.accepted().done().sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
        story.accepted().done().restarts();
        assertThat(shadows(story)).containsExactly("shadow-begins", "shadow-disagrees", "shadow-begins");
        assertThat(story.journal.getLast().reason().text()).contains("begins anew with the traffic at us-east-1");
        assertThat(story.status().shadow().agrees()).isTrue();
    }

    @Test
    void beginsAnewWhenAnotherCellMovesTheTraffic() {
        var story = Story.steady(SHADOWED);
        story.sights(Fence.settled(9, WEST, "m9-1", new CellName("eu-west-1")));
        assertThat(story.status().shadow().active()).isEqualTo(WEST);
        assertThat(shadows(story)).containsExactly("shadow-begins", "shadow-begins");
    }

    @Test
    void survivesWhatAnotherCellWritesThatMovesNothing() {
        var other = new CellName("eu-west-1");
        var story = Story.steady(SHADOWED).sees(EAST, Verdict.DOWN);
        story.accepted().done().sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
        story.accepted().done();
        assertThat(story.status().shadow().active()).isEqualTo(WEST);
        Fence known = story.state().fence();
        Fence claim = Fence.moving(known.epoch() + 1, EAST, "m9-1", other, story.now.plusSeconds(30));
        story.sights(claim).sights(Fence.settled(claim.epoch() + 1, EAST, "m9-1", other));
        story.sights(story.state().fence().rewritten("f@eu-west-1:-", Agreed.NOTHING));
        assertThat(story.status().shadow().active()).isEqualTo(WEST);
        assertThat(story.status().shadow().agrees()).isFalse();
        assertThat(shadows(story)).containsExactly("shadow-begins", "shadow-disagrees");
    }

    @Test
    void isHeldByTheSameFreeze() {
        var story = Story.steady(SHADOWED).ordersForAll(new Directive.Freeze(null));
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.status().shadow().active()).isEqualTo(EAST);
        story.ordersForAll(new Directive.Thaw());
        assertThat(story.status().shadow().active()).isEqualTo(WEST);
        assertThat(shadows(story)).containsExactly("shadow-begins");
    }

    @Test
    void isHeldByAnotherCellsFreeze() {
        var story = Story.steady(SHADOWED);
        story.sights(Fence.settled(9, EAST, "m9-1", new CellName("eu-west-1")).holding("f@eu-west-1:-"));
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().shadow().active()).isEqualTo(EAST);
        assertThat(shadows(story)).containsExactly("shadow-begins");
    }

    @Test
    void beginsWithoutAFenceWhereNoneIsToBeWritten() {
        Policy advise = mode(Policy.Mode.ADVISE);
        var story = new Story(Scene.shadowed(advise, POLICY)).passes(Duration.ZERO);
        story.sees(EAST, Verdict.UP).sees(WEST, Verdict.UP).sees(EAST, Verdict.DOWN);
        assertThat(story.commands).isEmpty();
        assertThat(story.status().shadow().active()).isEqualTo(WEST);
        assertThat(story.journal.stream().filter(entry -> entry.kind().equals("shadow-disagrees")))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.reason().text()).contains("has it at us-east-1 because: would move"));
    }

    private static Policy mode(Policy.Mode mode) {
        return new Policy(
                mode,
                POLICY.quorum(),
                POLICY.failback(),
                POLICY.whenAllDown(),
                POLICY.grace(),
                POLICY.minDownFor(),
                POLICY.damping(),
                POLICY.planDeadline(),
                POLICY.claimFor(),
                POLICY.twoPersons());
    }

    @Test
    void everyEntryHasAVersionOfItsOwn() {
        var story = Story.steady(SHADOWED).sees(EAST, Verdict.DOWN);
        assertThat(story.journal).extracting(entry -> entry.version()).doesNotHaveDuplicates();
    }

    private static List<String> shadows(Story story) {
        return story.kindsOf(Set.of("shadow-begins", "shadow-disagrees", "shadow-agrees"));
    }
}
