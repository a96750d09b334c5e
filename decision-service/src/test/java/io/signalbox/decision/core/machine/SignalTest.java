package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments.Claim;
import io.signalbox.contract.step.StepArguments.DnsAdopt;
import io.signalbox.contract.step.StepArguments.SignalSwitch;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Services whose traffic a signal moves. */
class SignalTest {

    private static final Work PAUSE = new Work.Pause(Duration.ofSeconds(5));

    @Test
    void isAdoptedAtHomeOnly() {
        Story story = new Story(new Given().signalled().topology()).passes(Duration.ZERO);

        var adoption = (DnsAdopt) story.last().arguments();

        assertThat(adoption.candidates()).containsOnlyKeys(EAST);
        assertThat(adoption.candidates().get(EAST))
                .extracting(RecordSet::failover)
                .containsExactly(RecordSet.Failover.PRIMARY, RecordSet.Failover.SECONDARY);
    }

    @Test
    void movesAwayByRaisingTheSignal() {
        Story story = new Given().signalled().story();
        story.sees(EAST, Verdict.DOWN);
        Command command = story.last();

        var change = (SignalSwitch) command.arguments();

        assertThat(change.to()).isEqualTo(WEST);
        assertThat(change.raised()).isTrue();
        assertThat(change.signal()).isEqualTo(Given.SIGNAL);
        assertThat(command.expected()).isEqualTo(story.status().fence());
        story.accepted().done();
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void comesHomeByLoweringIt() {
        Story story = new Given().signalled().story();
        story.sees(EAST, Verdict.DOWN).accepted().done();
        story.sees(EAST, Verdict.UP).orders(new Directive.Override(EAST, null, true, false));

        var change = (SignalSwitch) story.last().arguments();

        assertThat(change.to()).isEqualTo(EAST);
        assertThat(change.raised()).isFalse();
        assertThat(change.create()).extracting(RecordSet::setIdentifier).containsExactly("us-east-1", "us-west-2");
    }

    @Test
    void gatesBeforeTheSwitchNeedNoClaim() {
        Story story = new Given()
                .signalled()
                .plan(Plans.Name.FAILOVER, Recipe.gate("gate", PAUSE), Step.SWITCH)
                .story();
        int before = story.commands.size();
        story.sees(EAST, Verdict.DOWN);
        assertThat(story.commands).hasSize(before);

        story.passes(Duration.ofSeconds(6));

        assertThat(story.last().arguments()).isInstanceOf(SignalSwitch.class);
        assertThat(story.commands).noneMatch(command -> command.arguments() instanceof Claim);
        story.accepted().done();
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void isAbandonedAtAGateWithoutAClaimToGiveBack() {
        Story story = new Given()
                .signalled()
                .plan(Plans.Name.FAILOVER, Recipe.gate("gate", PAUSE), Step.SWITCH)
                .story();
        int before = story.commands.size();
        story.sees(EAST, Verdict.DOWN).sees(EAST, Verdict.UP).passes(Duration.ofMinutes(1));

        assertThat(story.commands).hasSize(before);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().active()).isEqualTo(EAST);
    }

    @Test
    void whateverIsDoneBeforeTheSwitchNeedsAClaim() {
        Story story = new Given()
                .signalled()
                .plan(Plans.Name.FAILOVER, Recipe.gate("gate", PAUSE), Recipe.put("size"), Step.SWITCH)
                .story();
        story.sees(EAST, Verdict.DOWN);

        assertThat(story.last().arguments()).isInstanceOf(Claim.class);
    }

    @Test
    void aSignalCountsMoreThanItsOwnClaimOfTheSameEpoch() {
        Story story = new Given()
                .signalled()
                .plan(Plans.Name.FAILOVER, Recipe.put("size"), Step.SWITCH)
                .story();
        story.sees(EAST, Verdict.DOWN).done();
        Fence claim = story.state().fence();
        Fence signal = Fence.settled(claim.epoch(), WEST, "m9-9", new CellName("eu-west-1"));

        story.sights(signal);

        assertThat(story.status().alarms()).isEmpty();
        assertThat(story.status().fence()).isEqualTo(signal);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void aSignalThatAppearsOnceItsPlanHasGivenBackItsClaimCounts() {
        Story story = new Given()
                .signalled()
                .plan(Plans.Name.FAILOVER, Recipe.put("size"), Recipe.switching(0, Step.OnFailure.ABORT))
                .story();
        story.sees(EAST, Verdict.DOWN).done().done();
        Command raising = story.last();
        new Hands(story).breaks("dns-switch");
        story.done();
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.state().fence().epoch()).isEqualTo(raising.next().epoch());

        story.sights(raising.next());

        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void aSignalThatIsAnotherWithoutANewEpochIsAnAlarm() {
        Story story = new Given().signalled().story();
        story.sees(EAST, Verdict.DOWN).accepted().done();
        Fence known = story.state().fence();

        story.sights(Fence.settled(known.epoch(), WEST, "x1", known.cell()));

        assertThat(story.status().alarms()).extracting("code").containsExactly("fence-changed");
    }
}
