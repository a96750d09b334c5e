package io.signalbox.contract.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.signalbox.contract.Samples;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every cell is to know stands in the fence, and is read as it was written. */
class AgreedTest {

    private static final SiteName WEST = new SiteName("us-west-2");
    private static final CellName EAST = new CellName("us-east-1");
    private static final CellName IRELAND = new CellName("eu-west-1");

    private static final Order ORDER =
            new Order(5, WEST, EAST, Instant.ofEpochSecond(1_767_225_600), true, null, "ann");

    private static Fence with(Agreed agreed) {
        return Samples.FENCE.agreeing(agreed);
    }

    private static Agreed read(Agreed agreed) {
        return Fence.parse(with(agreed).text()).words();
    }

    @Test
    void anOrderIsReadAsItWasWritten() {
        assertThat(with(Agreed.NOTHING.order(ORDER)).text()).endsWith(" order=5:us-west-2@us-east-1:1767225600:f:ann");
        assertThat(read(Agreed.NOTHING.order(ORDER)).order()).isEqualTo(ORDER);
    }

    @Test
    void aReleaseIsAnOrderWithoutTarget() {
        var release = new Order(6, null, EAST, null, false, null, "ann");

        assertThat(with(Agreed.NOTHING.order(release)).text()).endsWith(" order=6:-@us-east-1:-:-:ann");
        assertThat(read(Agreed.NOTHING.order(release)).order()).isEqualTo(release);
        assertThat(release.inForce(Instant.EPOCH)).isFalse();
    }

    @Test
    void anOrderIsOverWithItsTime() {
        assertThat(ORDER.inForce(Instant.ofEpochSecond(1_767_225_599))).isTrue();
        assertThat(ORDER.inForce(Instant.ofEpochSecond(1_767_225_600))).isFalse();
    }

    @Test
    void aLongNameIsCutAndAStrangeOneIsWrittenSoThatAFenceCanHoldIt() {
        assertThat(new Order(1, WEST, EAST, null, false, null, "Zoë: \"ops\"").who())
                .isEqualTo("Zo____ops_");
        assertThat(new Order(1, WEST, EAST, null, false, null, "x".repeat(30)).who())
                .hasSize(Order.LONGEST_WHO);
        assertThat(new Order(1, WEST, EAST, null, false, null, "").who()).isEqualTo("-");
    }

    @Test
    void ofTwoFencesTheLaterOrderCounts() {
        Fence released = with(Agreed.NOTHING.order(new Order(6, null, IRELAND, null, false, null, "bob")));

        assertThat(FenceUnion.of(with(Agreed.NOTHING.order(ORDER)), released).words())
                .isEqualTo(released.words());
        assertThat(FenceUnion.of(released, with(Agreed.NOTHING.order(ORDER)))).isEqualTo(released);
    }

    @Test
    void aFenceWithOtherWordsIsTheSameDecisionAndOneWithAnotherSiteIsNot() {
        Fence before = Samples.CLAIM;
        Fence words = before.rewritten(null, Agreed.NOTHING.order(ORDER));

        assertThat(words.epoch()).isEqualTo(before.epoch() + 1);
        assertThat(words.isRewrittenSince(before)).isTrue();
        assertThat(before.isRewrittenSince(words)).isFalse();
        assertThat(words.at(WEST).isRewrittenSince(before)).isFalse();
        assertThat(words.leadingTo(WEST).isRewrittenSince(before)).isFalse();
        assertThat(words.marking(Marks.NONE.stale(WEST, 3)).isRewrittenSince(before))
                .isFalse();
    }

    @Test
    void anOrderTellsWhetherItIsForcedAndWhetherItPassesFreezes() {
        for (boolean force : List.of(false, true)) {
            for (boolean passes : List.of(false, true)) {
                var order = new Order(5, WEST, EAST, null, force, passes, "ann");
                assertThat(Order.parse(order.toString())).isEqualTo(order);
            }
        }
        assertThat(new Order(5, WEST, EAST, null, true, true, "ann")).hasToString("5:us-west-2@us-east-1:-:fp:ann");
        assertThat(new Order(5, WEST, EAST, null, false, true, "ann")).hasToString("5:us-west-2@us-east-1:-:p:ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order=5",
                "order=x:us-west-2@us-east-1:-:-:ann",
                "order=0:us-west-2@us-east-1:-:-:ann",
                "order=5:us-west-2@us-east-1:-:maybe:ann",
                "order=5:us-west-2@us-east-1:soon:-:ann",
                "order=5:us-west-2@us-east-1:-:pf:ann",
                "cancel=m18-42",
                "cancel=m18-42:ann",
                "cancel=@us-east-1:ann"
            })
    void aWordThatCannotBeReadIsNamed(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fence.parse(Samples.FENCE.text() + " " + word))
                .withMessageContaining(word.substring(word.indexOf('=') + 1))
                .withMessageContaining("expected");
    }

    @Test
    void aMoveThatHasFailedNamesItsTargetItsStepAndTheCellsThatMayNotTryItAgain() {
        var tried = new FailedMove(WEST, "scale", List.of(EAST));
        FailedMove both = new FailedMove(WEST, "scale-out", List.of(IRELAND)).after(tried);
        FailedMove all = new FailedMove(WEST, "promote", List.of()).after(both);

        assertThat(with(Agreed.NOTHING.failed(both)).text())
                .endsWith(" failed=us-west-2:scale-out:us-east-1+eu-west-1");
        assertThat(read(Agreed.NOTHING.failed(both)).failed()).isEqualTo(both);
        assertThat(with(Agreed.NOTHING.failed(all)).text()).endsWith(" failed=us-west-2:promote:-");
        assertThat(read(Agreed.NOTHING.failed(all)).failed()).isEqualTo(all);
        assertThat(tried.binds(EAST)).isTrue();
        assertThat(tried.binds(IRELAND)).isFalse();
        assertThat(all.binds(IRELAND)).isTrue();
        assertThat(both.after(all).cells()).isEmpty();
    }

    @Test
    void theNameOfAStepIsCut() {
        assertThat(new FailedMove(WEST, "s".repeat(63), List.of()).step()).hasSize(FailedMove.LONGEST_STEP);
    }

    @Test
    void movesThatAreNotWantedAreNamedByTheirTargets() {
        var first = new UnwantedMove(true, List.of(WEST), EAST);
        var second = new UnwantedMove(true, List.of(new SiteName("south"), WEST), IRELAND).after(first);

        assertThat(with(Agreed.NOTHING.unwanted(second)).text()).endsWith(" unwanted=down:us-west-2+south@eu-west-1");
        assertThat(read(Agreed.NOTHING.unwanted(second)).unwanted()).isEqualTo(second);
        assertThat(second.covers(first)).isTrue();
        assertThat(first.covers(second)).isFalse();
        var home = new UnwantedMove(false, List.of(WEST), EAST);
        assertThat(home.after(second)).isEqualTo(home);
        assertThat(read(Agreed.NOTHING.unwanted(home)).unwanted()).isEqualTo(home);
    }

    private static Fence cancelled() {
        return Samples.CLAIM.rewritten(
                null, Agreed.NOTHING.cancel(new CancelledPlan(Samples.CLAIM.plan(), IRELAND, "ann:b = c")));
    }

    @Test
    void aPlanThatIsCancelledIsNamedWithWhereAndByWhomItIs() {
        Fence cancelled = cancelled();
        assertThat(cancelled.text()).endsWith(" cancel=" + Samples.CLAIM.plan() + "@eu-west-1:ann_b___c");
        assertThat(Fence.parse(cancelled.text())).isEqualTo(cancelled);
        assertThat(cancelled.isRewrittenSince(Samples.CLAIM)).isTrue();
        assertThat(new CancelledPlan("m1-2", EAST, "w".repeat(99)).who()).hasSize(Order.LONGEST_WHO);
    }

    @Test
    void aPlanIsCancelledByTheFencesOfItsClaimAlone() {
        Fence cancelled = cancelled();
        assertThat(Fence.settled(9, WEST, cancelled.plan(), EAST)
                        .after(cancelled)
                        .words())
                .isEqualTo(Agreed.NOTHING);
        assertThat(Fence.moving(9, WEST, "m9-1", EAST, Instant.EPOCH)
                        .after(cancelled)
                        .words())
                .isEqualTo(Agreed.NOTHING);
    }

    @Test
    void aWordThatAnOlderCellHasKeptBeyondItsPlanCancelsNothingAndGoes() {
        String kept = Fence.moving(9, WEST, "m9-1", EAST, Instant.EPOCH).text() + " cancel=m7-1@eu-west-1:ann";
        Fence read = Fence.parse(kept);
        assertThat(read.text()).isEqualTo(kept);
        assertThat(read.words().cancel()).isNull();
        assertThat(read.rewritten(null, read.words()).text()).doesNotContain("cancel=");
    }

    @Test
    void aCellThatDoesNotKnowTheWordKeepsItWithTheClaim() {
        // To an older version the word is one like any other that it does not know.
        Fence older = Fence.parse(cancelled().text().replace(" cancel=", " elsewise="));
        Fence renewed = Fence.moving(older.epoch() + 1, older.active(), older.plan(), older.cell(), Instant.EPOCH)
                .after(older);
        assertThat(Fence.parse(renewed.text().replace(" elsewise=", " cancel="))
                        .words()
                        .cancel())
                .isEqualTo(cancelled().words().cancel());
    }
}
