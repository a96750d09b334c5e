package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was ordered cannot be written to the fence for a while, as while the DNS provider is away. */
class HoldsUnpublishedTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Duration STEP = Duration.ofMinutes(5);

    private final Story story = Story.steady(twoCells());

    private static Topology twoCells() {
        var cells = new ArrayList<>(Orders.topology().cells());
        cells.add(new Cell(OTHER, "localhost:9093"));
        return new Topology(
                cells,
                Orders.VANTAGES,
                List.of(),
                List.of(Orders.service(POLICY)),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "d1");
    }

    /** No attempt gets an answer of the provider. */
    private void away(Duration time) {
        Instant end = story.now.plus(time);
        Command told = null;
        while (story.now.isBefore(end)) {
            Command last = story.last();
            if (last != told) {
                told = last;
                story.answers(last, new Failed("connection", "no answer", true), null);
            }
            story.passes(Duration.ofMillis(500));
        }
    }

    private void refused() {
        story.answers(new Failed("denied", "not allowed", false), story.last().expected());
    }

    private List<String> alarms() {
        return story.status().alarms().stream().map(Reason::code).toList();
    }

    private long plans() {
        return story.commands.stream().map(Command::plan).distinct().count();
    }

    @Test
    void isWrittenWhenTheProviderAnswersAgainAndUntilThenThereIsAnAlarm() {
        story.orders(new Directive.Freeze(null));
        away(STEP.plusSeconds(1));
        assertThat(alarms()).containsExactly("hold-unpublished");
        away(Duration.ofMinutes(20));
        assertThat(alarms()).containsExactly("hold-unpublished");
        story.restarts().passes(Duration.ofMinutes(2));
        assertThat(story.status().phase()).isEqualTo("publishing");
        assertThat(alarms()).containsExactly("hold-unpublished");
        story.done();
        assertThat(story.state().fence().hold()).isEqualTo("f@us-west-2:-");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void thePauseBetweenTwoAttemptsGrowsToTwoMinutes() {
        story.orders(new Directive.Freeze(null));
        var pauses = new ArrayList<Duration>();
        for (int failed = 0; failed < 6; failed++) {
            Instant since = story.now;
            long before = plans();
            refused();
            while (plans() == before) {
                story.passes(Duration.ofSeconds(1));
            }
            pauses.add(Duration.between(since, story.now));
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(15L, 30L, 60L, 120L, 120L, 120L);
    }

    @Test
    void isNotTriedAgainOnceItIsOver() {
        story.orders(new Directive.Freeze(null));
        refused();
        long before = plans();
        story.orders(new Directive.Thaw()).passes(Duration.ofMinutes(10));
        assertThat(plans()).isEqualTo(before);
        assertThat(alarms()).isEmpty();
        assertThat(story.state().memory().unpublished()).isNull();
    }

    @Test
    void isTriedAtOnceWhenSomebodyAcknowledges() {
        story.orders(new Directive.Freeze(null));
        refused();
        long before = plans();
        story.orders(new Directive.Acknowledge());
        assertThat(plans()).isEqualTo(before + 1);
    }

    @Test
    void keepsNothingFromMovingAndGoesWithTheSwitch() {
        story.orders(new Directive.Override(EAST, null, false, false));
        refused();
        story.orders(new Directive.Override(WEST, null, false, false));
        assertThat(story.moves()).containsExactly(WEST);
        story.accepted().done();
        assertThat(story.state().fence().words().order().target()).isEqualTo(WEST);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aFailoverDoesNotWaitForIt() {
        story.orders(new Directive.Freeze(story.now.plusSeconds(1)));
        refused();
        story.passes(Duration.ofSeconds(2)).sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void whatFitsIsWrittenBesideWhatDoesNot() {
        String full = String.join(",", Collections.nCopies(14, "x@a-newer-version-of-a-cell:1234567"));
        Fence known = story.state().fence();
        story.sights(
                Fence.settled(known.epoch() + 1, known.active(), "m9-9", OTHER).holding(full));
        story.orders(new Directive.Freeze(null)).passes(Duration.ofMinutes(1));
        assertThat(alarms()).containsExactly("hold-unpublished");
        story.orders(new Directive.Override(EAST, null, false, true)).done();
        assertThat(story.state().fence().words().order().target()).isEqualTo(EAST);
        assertThat(story.state().fence().hold()).isEqualTo(full);
        story.orders(new Directive.Thaw());
        assertThat(alarms()).isEmpty();
    }
}
