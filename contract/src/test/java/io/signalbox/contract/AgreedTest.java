package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

    private static final Order ORDER = new Order(5, WEST, EAST, Instant.ofEpochSecond(1_767_225_600), true, "ann");

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
        var release = new Order(6, null, EAST, null, false, "ann");

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
        assertThat(new Order(1, WEST, EAST, null, false, "Zoë: \"ops\"").who()).isEqualTo("Zo____ops_");
        assertThat(new Order(1, WEST, EAST, null, false, "x".repeat(30)).who()).hasSize(Order.LONGEST_WHO);
        assertThat(new Order(1, WEST, EAST, null, false, "").who()).isEqualTo("-");
    }

    @Test
    void ofTwoFencesTheLaterOrderCounts() {
        Fence released = with(Agreed.NOTHING.order(new Order(6, null, IRELAND, null, false, "bob")));

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
                "order=5:us-west-2@us-east-1:-:pf:ann"
            })
    void aWordThatCannotBeReadIsNamed(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fence.parse(Samples.FENCE.text() + " " + word))
                .withMessageContaining(word.substring(word.indexOf('=') + 1))
                .withMessageContaining("expected");
    }
}
