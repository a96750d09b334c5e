package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service is described otherwise while a plan is under way. */
class DescribedAnewTest {

    private static final Topology BEFORE = new Given().topology();

    /** Another time to live: no site changes, and every command would be another one. */
    private static Topology after(Topology before) {
        Service like = before.services().getFirst();
        var dns = new Dns(
                like.dns().provider(),
                like.dns().zone(),
                like.dns().types(),
                Duration.ofSeconds(30),
                like.dns().routing(),
                null);
        var service = new Service(
                like.name(),
                like.hostname(),
                dns,
                like.sites(),
                like.policy(),
                null,
                like.plans(),
                like.drills(),
                like.maintenance(),
                Reporting.NONE);
        return new Topology(
                before.cells(),
                before.vantages(),
                before.references(),
                List.of(service),
                before.governor(),
                AllowedAddresses.NONE,
                "d2");
    }

    private static String digest(Topology topology) {
        return topology.services().getFirst().routingDigest();
    }

    private static Refused mismatch() {
        return new Refused(Refusal.TOPOLOGY_MISMATCH, "not known");
    }

    @Test
    void aPlanUnderWayKeepsTheDescriptionThatItWasMadeWith() {
        var given = new Given().plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.put("two"), Step.SWITCH);
        Story story = given.story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story);
        hands.does("claim", "one");

        story.follows(after(given.topology()));
        hands.does("two", "dns-switch");

        assertThat(story.commands).extracting(Command::serviceDigest).containsOnly(digest(given.topology()));
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void theNextPlanIsMadeWithTheNewOne() {
        Story story = Story.steady(BEFORE).follows(after(BEFORE)).sees(EAST, Verdict.DOWN);

        assertThat(story.last().serviceDigest()).isEqualTo(digest(after(BEFORE)));
        assertThat(story.last().topologyDigest()).isEqualTo("d2");
    }

    @Test
    void anActuatorThatDoesNotKnowTheNewDescriptionYetIsAskedAgain() {
        Story story = Story.steady(BEFORE).follows(after(BEFORE)).sees(EAST, Verdict.DOWN);
        String plan = story.last().plan();

        story.answers(mismatch(), null).passes(Duration.ofSeconds(2));

        assertThat(story.last().plan()).isEqualTo(plan);
        assertThat(story.last().attempt()).isEqualTo(2);
    }

    @Test
    void whenTheActuatorHasForgottenTheOldOneTheMoveBeginsAnew() {
        Story story = Story.steady(BEFORE).sees(EAST, Verdict.DOWN);
        String plan = story.last().plan();

        story.follows(after(BEFORE)).answers(mismatch(), null).passes(Duration.ofSeconds(1));

        assertThat(story.last().plan()).isNotEqualTo(plan);
        assertThat(story.last().serviceDigest()).isEqualTo(digest(after(BEFORE)));
        assertThat(story.why("move-abandoned").code()).isEqualTo("described-anew");
        assertThat(story.done().status().active()).isEqualTo(WEST);
    }

    @Test
    void whereAnEarlierAttemptMayStillBeTakenThatIsWaitedFor() {
        Story story = Story.steady(BEFORE).sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(7));
        assertThat(story.last().attempt()).isEqualTo(2);
        int sent = story.commands.size();

        story.follows(after(BEFORE)).answers(mismatch(), null).passes(Duration.ofSeconds(30));
        assertThat(story.commands).hasSize(sent);

        story.passes(AttemptTimes.ATTEMPT_LIFE);
        assertThat(story.last().serviceDigest()).isEqualTo(digest(after(BEFORE)));
    }

    @Test
    void anAdoptionThatHasNotWorkedYetIsTriedAsTheServiceIsDescribedNow() {
        Story story = new Story(BEFORE).passes(Duration.ZERO);
        story.answers(new Failed("no-zone", "no such zone", true), null);

        story.follows(after(BEFORE)).passes(Duration.ofMinutes(2));
        assertThat(story.last().serviceDigest()).isEqualTo(digest(after(BEFORE)));

        assertThat(story.done().status().phase()).isEqualTo("steady");
    }

    private static Site site(Topology topology, SiteName name) {
        return topology.services().getFirst().site(name).orElseThrow();
    }

    private static ServiceEvent.VerdictChanged verdict(Story story, Site of, Verdict verdict) {
        var told = new SiteVerdict(
                SiteVerdict.VERSION,
                ORDERS,
                of.name(),
                verdict,
                story.now,
                verdict == Verdict.DOWN ? story.now.minusSeconds(1) : null,
                List.of(),
                2,
                Reason.of("quorum", of.name() + " is " + verdict),
                "d1",
                null,
                null,
                null,
                null);
        return new ServiceEvent.VerdictChanged(told.of(of.checkDigests()));
    }

    private static final Topology OTHERWISE_CHECKED =
            new Given().checked(new Check.Tcp(9090)).topology();

    @Test
    void noTrafficGoesToASiteThatWasUpUnderAnotherDescription() {
        Story story = Story.steady(BEFORE).follows(OTHERWISE_CHECKED);
        story.hear(verdict(story, site(BEFORE, WEST), Verdict.UP));

        story.hear(verdict(story, site(OTHERWISE_CHECKED, EAST), Verdict.DOWN));
        assertThat(story.moves()).isEmpty();

        story.hear(verdict(story, site(OTHERWISE_CHECKED, WEST), Verdict.UP));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void noTrafficLeavesASiteThatWasDownUnderAnotherDescription() {
        Story story = Story.steady(BEFORE).follows(OTHERWISE_CHECKED);
        story.hear(verdict(story, site(OTHERWISE_CHECKED, WEST), Verdict.UP));

        story.hear(verdict(story, site(BEFORE, EAST), Verdict.DOWN)).passes(Duration.ofMinutes(5));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void aVerdictOfADescriptionThatIsNotInForceYetIsKeptUntilItIs() {
        Story story = Story.steady(BEFORE);
        story.hear(verdict(story, site(OTHERWISE_CHECKED, WEST), Verdict.UP));
        story.hear(verdict(story, site(OTHERWISE_CHECKED, EAST), Verdict.DOWN));
        assertThat(story.moves()).isEmpty();

        story.follows(OTHERWISE_CHECKED);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void whatIsPutBackIsAskedForAsTheServiceIsDescribedNow() {
        var given = new Given().plan(Plans.Name.FAILOVER, Recipe.put("one"), Recipe.put("two"), Step.SWITCH);
        Story story = given.story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story);
        hands.does("claim", "one").does("two");

        story.follows(after(given.topology()));
        story.answers(hands.asked("dns-switch"), mismatch(), null);
        hands.passes(Duration.ofSeconds(1));

        assertThat(story.last().serviceDigest()).isEqualTo(digest(after(given.topology())));
    }
}
