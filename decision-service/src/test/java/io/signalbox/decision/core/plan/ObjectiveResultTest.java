package io.signalbox.decision.core.plan;

import static io.signalbox.decision.core.Orders.EAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.notice.NoticeRule;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each move is measured against the objectives of its service. */
class ObjectiveResultTest {

    private static final Instant T = Instant.parse("2026-11-01T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Objectives ALL = new Objectives(MINUTE, MINUTE.multipliedBy(2), Duration.ZERO);

    private static RecoveryTimes times(int detected, int decided, Integer converged, Integer reached, int lagMillis) {
        return new RecoveryTimes(
                T,
                T.plusSeconds(detected),
                T.plusSeconds(decided),
                T.plusSeconds(decided),
                null,
                converged == null ? null : T.plusSeconds(converged),
                reached == null ? null : T.plusSeconds(reached),
                T.minusMillis(lagMillis),
                T);
    }

    @Test
    void eachObjectiveIsMeasuredByItsOwnMoments() {
        assertThat(ObjectiveResult.of(ALL, times(61, 62, 100, 120, 0)))
                .containsExactly(
                        new ObjectiveResult("detection", MINUTE, Duration.ofSeconds(61)),
                        new ObjectiveResult("recovery", MINUTE.multipliedBy(2), Duration.ofSeconds(120)),
                        new ObjectiveResult("dataLoss", Duration.ZERO, Duration.ZERO))
                .extracting(ObjectiveResult::isMet)
                .containsExactly(false, true, true);
    }

    @Test
    void aServiceThatIsNotTriedHasRecoveredWhenTheNameServersAnswer() {
        assertThat(ObjectiveResult.of(ALL, times(1, 2, 121, null, 1_500)))
                .extracting(ObjectiveResult::actual)
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(121), Duration.ofMillis(1_500));
    }

    @Test
    void aMoveAfterNoFailureIsMeasuredFromItsDecision() {
        var planned = new RecoveryTimes(null, null, T, T, null, T.plusSeconds(5), null);

        assertThat(ObjectiveResult.of(ALL, planned))
                .containsExactly(new ObjectiveResult("recovery", MINUTE.multipliedBy(2), Duration.ofSeconds(5)));
    }

    @Test
    void whatIsNotMeasuredIsNeitherMetNorMissed() {
        assertThat(ObjectiveResult.of(ALL, RecoveryTimes.NONE)).isEmpty();
        assertThat(ObjectiveResult.of(Objectives.NONE, times(61, 62, 100, 120, 0)))
                .isEmpty();
    }

    @Test
    void theFirstReportOfAPromotionSaysHowFarTheCopyWasBehind() {
        Map<String, Instant> first = Map.of("replicated", T.minusSeconds(4), "lag-seen", T, "accepted", T);
        Map<String, Instant> later = Map.of("replicated", T.minusSeconds(9), "lag-seen", T.plusSeconds(60));
        RecoveryTimes times = Instants.lag(Instants.lag(RecoveryTimes.NONE, first), later);

        assertThat(ObjectiveResult.of(ALL, times))
                .containsExactly(new ObjectiveResult("dataLoss", Duration.ZERO, Duration.ofSeconds(4)));
        assertThat(times.accepted()).isNull();
        assertThat(Instants.lag(times, Map.of())).isEqualTo(times);
    }

    private static Story moved(Objectives objectives, Duration provingTakes) {
        Story story = new Given()
                .reporting(objectives, NoticeRule.ofAll(Recipe.hook("ops")))
                .story()
                .sees(EAST, Verdict.DOWN);
        story.passes(provingTakes);
        Command last = story.commands.stream()
                .filter(command -> command.arguments() instanceof StepArguments.DnsSwitch)
                .reduce((_, later) -> later)
                .orElseThrow();
        var answered = new StepOutcome(
                Outcome.VERSION,
                last.service(),
                last.plan(),
                last.step(),
                last.attempt(),
                story.now,
                new StepOutcome.Done(((StepArguments.DnsSwitch) last.arguments()).create()),
                last.next(),
                Map.of("accepted", story.now, "answered", story.now),
                null);
        story.hear(new ServiceEvent.Reported(answered));
        return story;
    }

    @Test
    void aMissedObjectiveIsInTheStateTheJournalAndANotice() {
        Story late = moved(new Objectives(null, Duration.ofSeconds(1), null), Duration.ofSeconds(3));

        assertThat(late.status().objectives()).singleElement().satisfies(objective -> assertThat(objective.met())
                .isFalse());
        assertThat(late.why("objective-missed").text())
                .startsWith("recovery took ")
                .endsWith("the objective is 1s");
        assertThat(late.commands).anySatisfy(command -> assertThat(command.event())
                .isNotNull()
                .satisfies(event -> assertThat(event.kind()).isEqualTo("objective-missed")));
    }

    @Test
    void anObjectiveThatIsMetIsInTheStateOnly() {
        Story fast = moved(new Objectives(null, Duration.ofHours(1), null), Duration.ofSeconds(3));

        assertThat(fast.status().objectives()).singleElement().satisfies(objective -> assertThat(objective.met())
                .isTrue());
        assertThat(fast.kindsOf(Set.of("objective-missed"))).isEmpty();
    }

    @Test
    void withoutObjectivesTheStateHasNone() {
        ServiceStatus status = moved(Objectives.NONE, Duration.ofSeconds(3)).status();

        assertThat(status.objectives()).isNull();
    }
}
