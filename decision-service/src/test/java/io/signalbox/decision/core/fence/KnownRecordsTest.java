package io.signalbox.decision.core.fence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.Places;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cell that has adopted another cell's fence has never seen the records beside it, and the service is described anew. */
class KnownRecordsTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final String EARLIER = "192.0.2.1";
    private static final String LATER = "192.0.2.77";

    private static Fence at(long epoch) {
        return Fence.settled(epoch, EAST, "m" + epoch + "-0", OTHER);
    }

    private static Given earlier() {
        return new Given().cell(OTHER).eastAt(EARLIER);
    }

    private static Given later() {
        return new Given().cell(OTHER).eastAt(LATER);
    }

    private static Story adopts(Story story, long epoch) {
        return story.answers(new Refused(Refusal.STALE_FENCE, "there is one"), at(epoch))
                .sees(EAST, Verdict.UP)
                .sees(WEST, Verdict.UP);
    }

    private static Story adopted() {
        return adopts(new Story(earlier().topology()).passes(Duration.ZERO), 1);
    }

    private static Story answers(Story story, String address) {
        return story.hear(new ServiceEvent.Reported(new DriftSighting(
                Outcome.VERSION,
                Given.service(1),
                story.now,
                story.state().fence().epoch(),
                true,
                "A " + LATER,
                "A " + address,
                List.of("A " + address),
                null)));
    }

    private static void areOutdatedAndHoldNothing(Story story) {
        assertThat(story.status().alarms()).extracting("code").containsExactly("records-outdated");
        assertThat(story.sees(EAST, Verdict.DOWN).moves()).containsExactly(WEST);
    }

    @Test
    void recordsOfAnAddressThatTheActiveSiteHadAreOutdatedAndHoldNothing() {
        areOutdatedAndHoldNothing(answers(adopted().follows(later().topology()), EARLIER));
    }

    @Test
    void soTheyAreAfterARestart() {
        areOutdatedAndHoldNothing(answers(adopted().follows(later().topology()).restarts(), EARLIER));
    }

    @Test
    void soTheyAreOnceAnotherCellHasWrittenWordsToTheFence() {
        Story story = adopted().follows(later().topology()).restarts();

        areOutdatedAndHoldNothing(answers(story.sights(at(2).holding("f@eu-west-1:1767225600")), EARLIER));
    }

    @Test
    void soTheyAreWhereTheyWereWrittenHereBeforeAnotherCellWroteWords() {
        Story story = earlier().story().follows(later().topology()).restarts();

        areOutdatedAndHoldNothing(answers(story.sights(at(2)), EARLIER));
    }

    @Test
    void soTheyAreOfACellThatReadTheNewerDescriptionLater() {
        Story story = adopts(
                new Story(earlier().topology())
                        .passes(Duration.ZERO)
                        .follows(later().topology())
                        .passes(Duration.ZERO),
                3);

        areOutdatedAndHoldNothing(answers(story, EARLIER));
    }

    /** What may stand where the switch takes away what stands there. */
    private static List<List<String>> candidates(Story story) {
        var change = (StepArguments.DnsSwitch) story.last().arguments();
        assertThat(change.remove()).isEmpty();
        return change.candidates().stream()
                .map(records -> List.copyOf(Places.serving(records)))
                .toList();
    }

    @Test
    void aSwitchSaysWhatMayStandThere() {
        assertThat(candidates(adopted().sees(EAST, Verdict.DOWN))).containsExactly(List.of("A " + EARLIER));
    }

    @Test
    void aSwitchSaysWhatMayStandThereUnderEachDescription() {
        assertThat(candidates(adopted().follows(later().topology()).sees(EAST, Verdict.DOWN)))
                .containsExactly(List.of("A " + EARLIER), List.of("A " + LATER));
    }

    @Test
    void aSwitchUnderAClaimSaysTheSame() {
        Given claimed = earlier().plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH);
        Story story = adopts(new Story(claimed.topology()).passes(Duration.ZERO), 1);
        story.sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "one").asked("dns-switch");

        assertThat(candidates(story)).containsExactly(List.of("A " + EARLIER));
    }

    @Test
    void driftThatNobodyHasSeenIsForAPerson() {
        Story story = adopted().sees(EAST, Verdict.DOWN);
        story.answers(
                new Refused(Refusal.DRIFT, "found A 203.0.113.7"), story.last().expected());

        assertThat(story.status().phase()).isEqualTo("stuck");
    }

    @Test
    void anAddressThatItNeverHadIsAnotherHands() {
        Story story = answers(adopted().follows(later().topology()), "203.0.113.7");

        assertThat(story.status().alarms()).extracting("code").containsExactly("records-drift");
        assertThat(story.sees(EAST, Verdict.DOWN).moves()).isEmpty();
    }
}
