package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code m of n}: 4 failures among the last 10, beside fall 3 and rise 2. */
class WindowTest {

    private final Watch watch = new Watch(Given.east(Given.health(4, 10)), List.of());

    private Verdict after(String results) {
        return watch.sees(results, EAST, V1, V2, V3).verdict(EAST);
    }

    @Test
    void intermittentFailuresAreDownAtTheLimitAndNotBefore() {
        assertThat(after("++-+-+-+")).isEqualTo(Verdict.UP);
        assertThat(after("-")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void failuresThatHaveLeftTheWindowCountNoMore() {
        assertThat(after("++-+++-++-++-+++-++-")).isEqualTo(Verdict.UP);
    }

    @Test
    void failuresInARowAreStillDownByThemselves() {
        assertThat(after("++++++++++---")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void isUpOnlyWhenTheWindowIsQuietAgain() {
        after("++-+-+-+-");
        // The first failure is the third of the last ten results until the tenth after it.
        assertThat(after("+++")).isEqualTo(Verdict.DOWN);
        assertThat(after("+")).isEqualTo(Verdict.UP);
    }

    @Test
    void aQuietWindowIsNotEnoughWithoutTheSuccesses() {
        after("---");
        assertThat(after("+")).isEqualTo(Verdict.DOWN);
        assertThat(after("+")).isEqualTo(Verdict.UP);
    }

    @Test
    void whatIsNotKnownYetIsDownByTheWindowToo() {
        assertThat(after("-+-+-+")).isEqualTo(Verdict.UNKNOWN);
        assertThat(after("-")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void whatIsForgottenLeavesTheWindow() {
        after("++-+-+-");
        watch.after(Duration.ofSeconds(6));
        assertThat(after("++-")).isEqualTo(Verdict.UP);
        assertThat(watch.explain(EAST, V1, HEALTH).counts().recent()).isEqualTo(new Explanation.Recent(1, 4, 10));
    }

    @Test
    void aSickVantagesFailuresLeaveTheWindow() {
        after("++-+-+-");
        watch.failsWhileSick(1, EAST, V1, V2, V3);
        assertThat(after("++-")).isEqualTo(Verdict.UP);
    }

    @Test
    void resultsThatAreMissingTakeNoPlaceInTheWindow() {
        assertThat(after("++-+......-+....-+")).isEqualTo(Verdict.UP);
        assertThat(after(".......-")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void theFailuresThatMadeItDownBeganWithTheFirstOfThem() {
        after("++-+++++++++++");
        var first = watch.now.plus(Watch.ROUND).minusMillis(1);
        after("-+-+-+-");
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void aRunOfFailuresBeganWithTheFirstOfTheRun() {
        after("++-++++++");
        var first = watch.now.plus(Watch.ROUND).minusMillis(1);
        after("---");
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void whileItIsDownItsFailuresKeepTheirBeginning() {
        after("++-+-+-+-");
        var began = watch.explain(EAST, V1, HEALTH).failingSince();
        after("++-");
        assertThat(watch.explain(EAST, V1, HEALTH).failingSince()).isEqualTo(began);
        after("++++++++++");
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.explain(EAST, V1, HEALTH).failingSince()).isNull();
    }

    @Test
    void oneFailureIsDownWhereTheLimitIsOne() {
        var strict = new Watch(Given.east(Given.health(1, 3)), List.of());
        assertThat(strict.sees("++-", EAST, V1, V2).verdict(EAST)).isEqualTo(Verdict.DOWN);
        assertThat(strict.sees("++", EAST, V1, V2).verdict(EAST)).isEqualTo(Verdict.DOWN);
        assertThat(strict.sees("+", EAST, V1, V2).verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void aVoteSaysHowManyOfTheLastResultsFailed() {
        after("++-+-+-+-");
        assertThat(watch.last().reason().text())
                .contains("health failing, 4 of 4 failures among the last 10, last: REFUSED");
    }

    @Test
    void aVoteCountsSuccessesBeyondTheirNumberWithoutIt() {
        after("++-+-+-+-++");
        assertThat(watch.explain(EAST, V1, HEALTH).counts().describe(Verdict.DOWN))
                .isEqualTo("2 of 2 successes, 4 of 4 failures among the last 10");
        after("+");
        assertThat(watch.explain(EAST, V1, HEALTH).counts().describe(Verdict.DOWN))
                .isEqualTo("3 successes, 4 of 4 failures among the last 10");
    }
}
