package io.signalbox.decision.core.plan;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.notice.NoticeEvent;
import io.signalbox.contract.notice.NoticeKind;
import io.signalbox.contract.notice.NoticeRule;
import io.signalbox.contract.reason.Severity;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Receivers of a service are told what happens to it, beside all plans. */
class ServiceNoticesTest {

    private final Story story = story(NoticeRule.ofAll(Recipe.hook("ops")));

    private static Story story(NoticeRule... rules) {
        return new Given().reporting(Objectives.NONE, rules).story();
    }

    private static List<Command> notices(Story story) {
        return story.commands.stream()
                .filter(command -> command.event() != null)
                .toList();
    }

    private static List<String> kinds(Story story) {
        return notices(story).stream()
                .map(command -> command.event().kind())
                .distinct()
                .toList();
    }

    private static Command last(Story story) {
        return notices(story).getLast();
    }

    /** Those before it have arrived. */
    private static void arrived(Story story) {
        notices(story).forEach(command -> story.answers(command, new Done(List.of()), null));
    }

    @Test
    void aChangeOfHealthIsToldThoughNothingMoves() {
        story.sees(WEST, Verdict.DOWN);

        assertThat(last(story).event()).isEqualTo(new NoticeEvent("health", "health/us-west-2", Severity.ALARM, false));
        assertThat(last(story).note()).isEqualTo("orders: us-west-2 is DOWN");
        assertThat(last(story).expected()).isNull();
        assertThat(last(story).arguments()).isEqualTo(Recipe.hook("ops"));
        assertThat(kinds(story)).doesNotContain("move-started");
    }

    @Test
    void recoveryEndsWhatTheFailureBegan() {
        story.sees(WEST, Verdict.DOWN);
        arrived(story);
        story.sees(WEST, Verdict.UP);

        assertThat(last(story).event()).isEqualTo(new NoticeEvent("health", "health/us-west-2", Severity.INFO, true));
    }

    @Test
    void aMoveIsToldAtItsBeginningAndItsEnd() {
        story.sees(EAST, Verdict.DOWN);
        assertThat(kinds(story)).contains("health", "move-started");
        new Hands(story).does("dns-switch");

        assertThat(last(story).event()).isEqualTo(new NoticeEvent("move-done", "move", Severity.INFO, true));
        assertThat(last(story).note()).startsWith("orders: the traffic has moved from us-east-1 to us-west-2: ");
    }

    @Test
    void aMoveThatIsHeldIsTold() {
        story.orders(new Directive.Freeze(null)).sees(EAST, Verdict.DOWN);

        assertThat(kinds(story)).contains("freeze", "move-held").doesNotContain("move-started");
        assertThat(last(story).note()).contains("no move begins", "frozen");
    }

    @Test
    void theEndOfAFreezeIsTold() {
        story.orders(new Directive.Freeze(null));
        arrived(story);
        story.orders(new Directive.Thaw());

        assertThat(last(story).event()).isEqualTo(new NoticeEvent("freeze", "freeze", Severity.INFO, true));
    }

    @Test
    void aReceiverIsToldOnlyWhatItAskedFor() {
        Story some = story(
                new NoticeRule(Set.of(NoticeKind.MOVE_STARTED), Recipe.hook("moves")),
                new NoticeRule(Set.of(NoticeKind.HEALTH), Recipe.hook("health")));
        some.sees(EAST, Verdict.DOWN);

        assertThat(notices(some))
                .extracting(Command::arguments)
                .containsExactlyInAnyOrder(Recipe.hook("moves"), Recipe.hook("health"));
    }

    @Test
    void theSameVerdictTwiceIsToldOnce() {
        story.sees(WEST, Verdict.DOWN).sees(WEST, Verdict.DOWN);

        assertThat(notices(story)).hasSize(1);
    }

    @Test
    void ofTooManyTheOldestAreGivenUpAndThatIsWrittenDown() {
        for (int change = 0; change < Notices.MOST; change++) {
            story.sees(WEST, change % 2 == 0 ? Verdict.DOWN : Verdict.UP);
        }
        assertThat(story.kindsOf(Set.of("notice-lost"))).isEmpty();
        story.sees(WEST, Verdict.DOWN);

        assertThat(story.kindsOf(Set.of("notice-lost"))).hasSize(1);
        assertThat(story.why("notice-lost").text()).contains(Notices.MOST + " later ones wait");
        assertThat(story.state().memory().notices()).hasSize(Notices.MOST);
    }

    @Test
    void withoutReceiversNobodyIsTold() {
        Story silent = new Given().story().sees(EAST, Verdict.DOWN);

        assertThat(notices(silent)).isEmpty();
    }
}
