package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Approve;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Brake;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ten services, half of them at home in the east; three lost ones in a region within two minutes are many. */
class BrakeTest {

    private static final Brake BRAKE = new Brake(3, 0, Duration.ofMinutes(2));
    private static final Approve GO_ON = new Approve(null, null);

    private final Story story = braked(BRAKE);

    private static Story braked(Brake brake) {
        return new Given()
                .services(10)
                .governor(new GovernorSettings(null, brake, List.of()))
                .story();
    }

    private Vote vote(VantageName vantage, Verdict verdict) {
        return new Vote(vantage, verdict, true, story.now, "", null);
    }

    private Story lose(SiteName site, int... services) {
        return lose(story, site, services);
    }

    private static Story lose(Story story, SiteName site, int... services) {
        for (int service : services) {
            story.about(Given.service(service)).sees(site, Verdict.DOWN);
        }
        return story;
    }

    private boolean isOn() {
        return story.fleet().brake() != null;
    }

    @Test
    void theLossOfOneRegionPasses() {
        lose(EAST, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(isOn()).isFalse();
        assertThat(story.kindsOf(Set.of("move-started"))).hasSize(10);
    }

    @Test
    void theLossOfTwoRegionsIsHeldForAPerson() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5);
        assertThat(isOn()).isFalse();
        lose(WEST, 6);
        assertThat(isOn()).isTrue();
        assertThat(story.why("brake").text())
                .isEqualTo("3 services have lost us-east-1 and 3 services have lost us-west-2 within 2m:"
                        + " that is not the loss of one region");
        lose(EAST, 7);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().code()).isEqualTo("brake");
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void movesThatHaveBegunGoOn() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6);
        story.about(Given.service(1));
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void theLossThatPutsItOnIsKnownBeforeAnythingElseIsDone() {
        Story promoting = new Given()
                .services(2)
                .preWarm(10)
                .governor(new GovernorSettings(null, new Brake(1, 0, Duration.ofMinutes(2)), List.of()))
                .plan(
                        Plans.Name.FAILOVER,
                        Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(10))),
                        Recipe.promote("db"),
                        Step.SWITCH)
                .story();
        lose(promoting, EAST, 1);
        Hands hands = new Hands(promoting).does("claim");
        promoting.now = promoting.now.plusSeconds(11);
        promoting.sees(WEST, Verdict.DOWN);
        assertThat(promoting.fleet().brake()).isNotNull();
        assertThat(hands.commands("db")).isEmpty();
    }

    @Test
    void lossesThatAreFarApartAreNotHeld() {
        lose(EAST, 1, 2, 3).passes(Duration.ofMinutes(2));
        lose(WEST, 4, 5, 6);
        assertThat(isOn()).isFalse();
    }

    @Test
    void lossesThatAreJustNearEnoughAreHeld() {
        lose(EAST, 1, 2, 3).passes(Duration.ofMillis(119_900));
        lose(WEST, 4, 5, 6);
        assertThat(isOn()).isTrue();
    }

    @Test
    void whereNothingIsSaidItHoldsFromThreeServicesInEachOfTwoRegionsOn() {
        Story two = braked(Brake.STANDARD);
        lose(two, EAST, 1, 2, 3);
        lose(two, WEST, 4, 5);
        assertThat(two.fleet().brake()).isNull();
        lose(two, WEST, 6);
        assertThat(two.fleet().brake()).isNotNull();
    }

    @Test
    void anInstallationOfTwoServicesIsNeverHeld() {
        Story small = new Given()
                .services(2)
                .governor(new GovernorSettings(null, Brake.STANDARD, List.of()))
                .story();
        lose(small, EAST, 1, 2);
        lose(small, WEST, 1, 2);
        assertThat(small.fleet().brake()).isNull();
    }

    @Test
    void manyIsAlsoAShareOfTheServices() {
        Story share = braked(new Brake(2, 31, Duration.ofMinutes(2)));
        lose(share, EAST, 1, 2, 3, 4);
        lose(share, WEST, 5, 6, 7);
        assertThat(share.fleet().brake()).isNull();
        lose(share, WEST, 8);
        assertThat(share.fleet().brake()).isNotNull();
    }

    @Test
    void aSiteThatIsUpAgainIsNotLost() {
        lose(EAST, 1, 2, 3).sees(EAST, Verdict.UP);
        lose(WEST, 4, 5, 6);
        assertThat(isOn()).isFalse();
    }

    @Test
    void aLossThatIsToldAgainIsNotANewOne() {
        lose(EAST, 1, 2, 3).passes(Duration.ofMinutes(3));
        lose(EAST, 4);
        for (int service = 1; service <= 3; service++) {
            story.about(Given.service(service)).checks(EAST, Given.LAG, Verdict.DOWN);
        }
        lose(WEST, 5, 6, 7);
        assertThat(isOn()).isFalse();
    }

    @Test
    void oneRegionWhichOtherVantagesSeeUpIsHeld() {
        for (int service = 1; service <= 3; service++) {
            story.about(Given.service(service))
                    .sees(
                            EAST,
                            Verdict.DOWN,
                            List.of(vote(V1, Verdict.DOWN), vote(V2, Verdict.DOWN), vote(V3, Verdict.UP)));
        }
        assertThat(isOn()).isTrue();
        assertThat(story.why("brake").code()).isEqualTo("brake-vantages");
        assertThat(story.status().reason().code()).isEqualTo("brake-vantages");
    }

    @Test
    void oneRegionWhichOnlyItsOwnVantageSeesUpIsLost() {
        for (int service = 1; service <= 3; service++) {
            story.about(Given.service(service))
                    .sees(
                            EAST,
                            Verdict.DOWN,
                            List.of(vote(V1, Verdict.UP), vote(V2, Verdict.DOWN), vote(V3, Verdict.DOWN)));
        }
        assertThat(isOn()).isFalse();
    }

    @Test
    void vantagesThatDisagreeOnlyAboutAFewServicesHoldNothing() {
        for (int service = 1; service <= 4; service++) {
            Verdict third = service <= 2 ? Verdict.UP : Verdict.DOWN;
            story.about(Given.service(service)).sees(EAST, Verdict.DOWN, List.of(vote(V3, third)));
        }
        assertThat(isOn()).isFalse();
    }

    @Test
    void aVantageThatDoesNotCountDoesNotDisagree() {
        for (int service = 1; service <= 3; service++) {
            story.about(Given.service(service))
                    .sees(EAST, Verdict.DOWN, List.of(new Vote(V3, Verdict.UP, false, story.now, "sick", null)));
        }
        assertThat(isOn()).isFalse();
    }

    @Test
    void aVantageThatHasNotLookedSinceDoesNotDisagree() {
        for (int service = 1; service <= 3; service++) {
            story.about(Given.service(service))
                    .sees(
                            EAST,
                            Verdict.DOWN,
                            List.of(new Vote(V3, Verdict.UP, true, story.now.minusSeconds(1), "", null)));
        }
        assertThat(isOn()).isFalse();
    }

    @Test
    void anApproverTakesItOffForAllAndItIsSaidWho() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6);
        lose(EAST, 7);
        story.ordersForAll(GO_ON);
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.fleet().brake().offBy()).isEqualTo("ann");
        assertThat(story.why("approve").text()).contains("though the brake is on");
        lose(EAST, 8);
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void anApproverLetsOneServiceGo() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6);
        lose(EAST, 7, 8);
        story.orders(GO_ON);
        assertThat(story.status().phase()).isEqualTo("moving");
        story.about(Given.service(7));
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
    }

    @Test
    void itComesBackWhenItWasTakenOffForATime() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6).ordersForAll(new Approve(null, story.now.plusSeconds(60)));
        story.passes(Duration.ofMillis(59_900));
        assertThat(story.fleet().brake().off()).isTrue();
        story.passes(Duration.ofMillis(100));
        assertThat(story.fleet().brake().off()).isFalse();
        assertThat(story.kindsOf(Set.of("brake"))).hasSize(2);
        lose(EAST, 7);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
    }

    @Test
    void anApproverPutsItBack() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6).ordersForAll(GO_ON).ordersForAll(new Directive.Reject());
        assertThat(story.fleet().brake().off()).isFalse();
        lose(EAST, 7);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        story.ordersForAll(new Directive.Reject());
        assertThat(story.why("directive-refused").text()).isEqualTo("the brake is not off");
    }

    @Test
    void itStaysOnAsLongAsBothRegionsAreLostHoweverLong() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6).passes(Duration.ofMinutes(30));
        assertThat(isOn()).isTrue();
        story.sees(WEST, Verdict.UP).passes(Duration.ofMillis(100));
        assertThat(isOn()).isFalse();
        assertThat(story.why("brake-released").text()).contains("has passed", "3 services have lost us-east-1");
    }

    @Test
    void whatWaitedBeginsWhenItIsReleased() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6);
        lose(EAST, 7).about(Given.service(6)).sees(WEST, Verdict.UP).passes(Duration.ofMillis(100));
        story.about(Given.service(7));
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void aVantageThatComesRoundReleasesIt() {
        for (int service = 1; service <= 3; service++) {
            story.about(Given.service(service)).sees(EAST, Verdict.DOWN, List.of(vote(V3, Verdict.UP)));
        }
        story.passes(Duration.ofMinutes(5));
        assertThat(isOn()).isTrue();
        for (int service = 1; service <= 2; service++) {
            story.about(Given.service(service)).sees(EAST, Verdict.DOWN, List.of(vote(V3, Verdict.DOWN)));
        }
        story.passes(Duration.ofMillis(100));
        assertThat(isOn()).isFalse();
    }

    @Test
    void itSurvivesARestartAndIsReleasedAfterOne() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6).restarts();
        assertThat(isOn()).isTrue();
        lose(EAST, 7);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        story.about(Given.service(6)).sees(WEST, Verdict.UP).passes(Duration.ofMillis(100));
        assertThat(isOn()).isFalse();
    }

    @Test
    void lossesOfBeforeARestartCount() {
        lose(EAST, 1, 2, 3).restarts();
        lose(WEST, 4, 5, 6);
        assertThat(isOn()).isTrue();
    }

    @Test
    void whereThereIsNoBrakeNothingIsHeld() {
        Story free = lose(braked(null), EAST, 1, 2, 3);
        lose(free, WEST, 4, 5, 6);
        assertThat(free.fleet().brake()).isNull();
        free.ordersForAll(GO_ON);
        assertThat(free.why("directive-refused").text()).isEqualTo("the brake is not on");
    }

    @Test
    void aBrakeThatIsNoLongerConfiguredIsReleased() {
        lose(EAST, 1, 2, 3);
        lose(WEST, 4, 5, 6).follows(new Given().services(10).topology());
        assertThat(isOn()).isFalse();
    }
}
