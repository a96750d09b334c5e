package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.topology.Policy.Failback;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A standby with a part of the traffic was lost before an outage of decision-service, and a move waits for something else. */
class UnconfirmedPartTest {

    private static final Duration STABLE = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofSeconds(2);

    /** At the third site, with a part at WEST, which is DOWN; home is UP, and an approver is asked. */
    private static Story frozen() {
        Story story = Story.steady(new Given()
                        .third()
                        .preWarm(10)
                        .failback(Failback.Mode.MANUAL, null)
                        .topology())
                .vouching();
        story.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN).done();
        story.sees(WEST, Verdict.UP).passes(STABLE.plus(MOMENT)).done();
        assertThat(story.state().fence().split()).isEqualTo(new Split(WEST, 10));
        story.orders(new Directive.Freeze(null)).sees(EAST, Verdict.UP).passes(STABLE.plus(MOMENT));
        return story.sees(WEST, Verdict.DOWN);
    }

    @Test
    void theStateSaysWhatThePartWaitsForAndItIsTakenAwayOnceThatIsConfirmed() {
        Story story = frozen();
        story.now = story.now.plus(Duration.ofMinutes(15));
        story.unconfirmed(WEST).restarts().orders(new Directive.Thaw()).passes(MOMENT);
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().code()).isEqualTo("split-unconfirmed");
        assertThat(story.status().reason().text())
                .contains("would move to us-east-1", "us-west-2 is DOWN is not confirmed");
        assertThat(story.state().fence().split()).isEqualTo(new Split(WEST, 10));
        story.unconfirmed().passes(MOMENT);
        assertThat(story.last().next().split()).isNotEqualTo(new Split(WEST, 10));
    }
}
