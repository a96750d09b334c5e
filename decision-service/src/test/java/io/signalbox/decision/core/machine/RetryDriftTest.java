package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another hand has changed the records, perhaps while the DNS provider was away for longer than a plan may take. */
class RetryDriftTest {

    private static final Duration LONGER = Duration.ofMinutes(20);

    private static Given given() {
        return new Given().onDrift(Dns.OnDrift.OVERWRITE_WHEN_DOWN);
    }

    private static Story lost(Given given) {
        return given.story().sees(EAST, Verdict.DOWN);
    }

    private static long begun(Story story) {
        return story.kinds().stream().filter("move-started"::equals).count();
    }

    private static boolean overwrites(Story story) {
        return ((StepArguments.DnsSwitch) story.last().arguments()).overwrites();
    }

    private static Story drifted(Story story) {
        return story.answers(
                new Refused(Refusal.DRIFT, "A us-west-2 has another TTL"),
                story.last().expected());
    }

    @Test
    void recordsOfAnotherHandAreOverwrittenByTheFirstPlanOnly() {
        Story story = lost(given());
        assertThat(overwrites(story)).isTrue();
        story.passes(LONGER);
        assertThat(begun(story)).isEqualTo(2);
        assertThat(overwrites(story)).isFalse();
    }

    @Test
    void recordsThatThisCellHasSeenToBeAnothersAreOverwritten() {
        Story story = lost(given()).passes(Duration.ofMinutes(5));
        story.hear(new ServiceEvent.Reported(new DriftSighting(
                Outcome.VERSION,
                Given.service(1),
                story.now,
                1,
                true,
                "A 192.0.2.1",
                "A 203.0.113.7",
                List.of("A 203.0.113.7"),
                null)));
        story.passes(LONGER);
        assertThat(begun(story)).isEqualTo(2);
        assertThat(overwrites(story)).isTrue();
    }

    @Test
    void whatOnlyTheProviderHasSeenIsToldAndOverwrittenByThePlanAfter() {
        Story story = lost(given()).passes(LONGER);
        assertThat(overwrites(story)).isFalse();
        drifted(story).passes(Duration.ofMinutes(1));
        assertThat(story.status().phase()).isNotEqualTo("stuck");
        assertThat(story.why("drift-seen").text()).contains("A us-west-2 has another TTL");
        assertThat(story.state().alarms().get("move-unaccepted").text()).contains("A us-west-2 has another TTL");
        story.restarts().passes(Duration.ofMinutes(1));
        assertThat(begun(story)).isEqualTo(3);
        assertThat(overwrites(story)).isTrue();
        story.done();
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().alarms()).isEmpty();
    }

    @Test
    void aClaimIsGivenBackBeforeThePlanThatOverwrites() {
        var pause = Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(1)));
        Story story =
                lost(given().plan(Plans.Name.FAILOVER, pause, Step.SWITCH)).passes(Duration.ofMinutes(6));
        var hands = new Hands(story).does("claim");
        story.passes(Duration.ofSeconds(2));
        assertThat(overwrites(story)).isFalse();
        drifted(story);
        assertThat(story.last().next().phase()).isEqualTo(Fence.Phase.SETTLED);
        story.done().passes(Duration.ofMinutes(1));
        hands.does("claim");
        story.passes(Duration.ofSeconds(2));
        assertThat(overwrites(story)).isTrue();
        hands.does("dns-switch");
        assertThat(story.status().active()).isEqualTo(WEST);
    }

    @Test
    void whatHasBeenDoneBesideTheNameIsForAPerson() {
        Story story = lost(given().plan(Plans.Name.FAILOVER, Recipe.put("one", OnFailure.CONTINUE), Step.SWITCH))
                .passes(LONGER);
        new Hands(story).does("claim", "one");
        drifted(story).passes(LONGER);
        assertThat(story.status().phase()).isEqualTo("stuck");
    }

    @Test
    void whereDriftHoldsItIsForAPerson() {
        Story story = lost(new Given()).passes(LONGER);
        drifted(story).passes(LONGER);
        assertThat(story.status().phase()).isEqualTo("stuck");
    }
}
