package io.signalbox.actuator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.step.AsgScale;
import io.signalbox.sandbox.cloud.AutoScaling.Group;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsgScaleTest extends OutsideTest {

    private static final String REGION = "us-west-2";
    private static final Map<String, String> WAS = Map.of("min", "1", "desired", "2", "max", "10");

    private Group group() {
        return world.outside.cloud.autoScaling().group(REGION, "orders");
    }

    private void stands(Integer onDemandPercent) {
        world.outside.cloud.autoScaling().put(REGION, "orders", 1, 2, 10, onDemandPercent);
    }

    @Test
    void neverShrinksAGroup() {
        world.outside.cloud.autoScaling().put(REGION, "orders", 5, 8, 12, 100);

        assertDone(attempt(new AsgScale(REGION, "orders", 2, 4, 6, 50), Map.of()));

        assertThat(group()).extracting(Group::min, Group::desired, Group::max).containsExactly(5, 8, 12);
        assertThat(group().onDemandPercent()).isEqualTo(100);
        assertThat(accepted("autoscaling:UpdateAutoScalingGroup")).isZero();
    }

    /** A scaling policy may set any desired size down to the minimum. */
    @Test
    void theMinimumFollowsTheDesiredSize() {
        stands(null);

        attempt(new AsgScale(REGION, "orders", null, 4, null, null), WAS);
        assertDone(attempt(new AsgScale(REGION, "orders", null, 4, null, null), WAS));

        assertThat(group()).extracting(Group::min, Group::desired, Group::max).containsExactly(4, 4, 10);
    }

    @Test
    void theMaximumMakesRoom() {
        stands(null);
        var wanted = new AsgScale(REGION, "orders", null, 12, null, null);

        attempt(wanted, WAS);
        assertDone(attempt(wanted, WAS));
        assertThat(group()).extracting(Group::min, Group::desired, Group::max).containsExactly(12, 12, 12);
        assertDone(restore(wanted, WAS));

        assertThat(group()).extracting(Group::min, Group::desired, Group::max).containsExactly(1, 2, 10);
    }

    @Test
    void leavesWhatIsNotGivenAsItIsIfAnExactSizeIsWanted() {
        stands(null);
        var exact = new AsgScale(REGION, "orders", null, 4, null, null, true);

        attempt(exact, WAS);
        assertDone(attempt(exact, WAS));

        assertThat(group().min()).isEqualTo(1);
        assertThat(group().desired()).isEqualTo(4);
        assertThat(group().max()).isEqualTo(10);
    }

    @Test
    void remembersTheWholeSizeSinceADesiredOneFollowsItsLimits() {
        stands(null);
        var wanted = new AsgScale(REGION, "orders", 5, null, null, null);

        assertThat(attempt(wanted, Map.of()).previous()).isEqualTo(WAS);
        attempt(wanted, WAS);
        assertDone(attempt(wanted, WAS));
        assertThat(group().desired()).isEqualTo(5);
        assertDone(restore(wanted, WAS));

        assertThat(group().min()).isEqualTo(1);
        assertThat(group().desired()).isEqualTo(2);
    }

    @Test
    void movesFromSpotToOnDemandAndKeepsTheRestOfThePolicy() {
        stands(25);
        var wanted = new AsgScale(REGION, "orders", null, null, null, 100);
        Map<String, String> previous = attempt(wanted, Map.of()).previous();
        assertThat(previous).containsEntry("onDemandPercent", "25");

        assertDone(attempt(wanted, previous));

        assertThat(group().onDemandPercent()).isEqualTo(100);
        assertThat(group().onDemandBase()).isEqualTo(1);
        assertThat(group().spotStrategy()).isEqualTo("price-capacity-optimized");
        assertDone(restore(wanted, previous));
        assertThat(group().onDemandPercent()).isEqualTo(25);
        assertThat(group().onDemandBase()).isEqualTo(1);
    }

    @Test
    void doesNotTouchAPolicyThatItWasNotAskedToChange() {
        stands(25);

        attempt(new AsgScale(REGION, "orders", null, 4, null, null), WAS);
        assertDone(attempt(new AsgScale(REGION, "orders", null, 4, null, null), WAS));

        assertThat(group().onDemandPercent()).isEqualTo(25);
    }

    @Test
    void failsForGoodWhereThereIsNoPolicyToChange() {
        stands(null);

        assertFailed(
                attempt(new AsgScale(REGION, "orders", null, null, null, 100), Map.of()),
                "no-mixed-instances-policy",
                false);
    }

    @Test
    void isNotDoneBeforeTheInstancesAreInService() {
        stands(null);
        world.outside.cloud.autoScaling().startsAfter(Duration.ofHours(1));
        var wanted = new AsgScale(REGION, "orders", null, 6, null, null);

        assertWaiting(attempt(wanted, WAS), "2 of 6 instances are in service");
        assertWaiting(attempt(wanted, WAS), "2 of 6 instances are in service");

        assertThat(accepted("autoscaling:UpdateAutoScalingGroup")).isEqualTo(1);
    }

    @Test
    void failsForGoodWhenTheGroupCannotBeOfExactlyThatSize() {
        stands(null);

        assertFailed(attempt(new AsgScale(REGION, "orders", null, 11, null, null, true), WAS), "invalid-input", false);

        assertThat(group().desired()).isEqualTo(2);
    }

    @Test
    void failsForNowWhereThereIsNoSuchGroup() {
        assertFailed(attempt(new AsgScale(REGION, "orders", null, 6, null, null), Map.of()), "not-found", true);
    }
}
