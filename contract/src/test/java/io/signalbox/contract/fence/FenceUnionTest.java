package io.signalbox.contract.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.SiteName;
import org.junit.jupiter.api.Test;

class FenceUnionTest {

    private static final SiteName EAST = new SiteName("us-east-1");
    private static final SiteName WEST = new SiteName("us-west-2");
    private static final String TEXT = "v=1 epoch=17 active=us-west-2 phase=settled plan=p17 cell=a until=- hold=-";

    private static Fence fence(String words) {
        return Fence.parse(TEXT + words);
    }

    @Test
    void hasTheMarksAndTheUnknownWordsOfBoth() {
        var united = FenceUnion.of(fence(" stale=us-east-1@17 new=a"), fence(" stale=us-west-2@12 new=b later=c"));

        assertThat(united.text()).isEqualTo(TEXT + " stale=us-east-1@17,us-west-2@12 new=a later=c");
    }

    @Test
    void takesNothingElseOfTheOther() {
        var other = Fence.parse("v=1 epoch=18 active=us-east-1 phase=moving plan=p18 cell=b until=2026-03-01T12:00:00Z"
                + " hold=freeze target=us-west-2 stale=us-west-2@18");

        assertThat(FenceUnion.of(fence(""), other)).isEqualTo(fence(" stale=us-west-2@18"));
    }

    @Test
    void isTheFenceInForceWithItsExactTextWhenTheOtherAddsNothing() {
        String text = "epoch=17  v=1 active=us-west-2 phase=settled plan=p17 cell=a stale=us-east-1@17";

        assertThat(FenceUnion.of(Fence.parse(text), fence(" stale=us-east-1@16"))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void aWriterThatKnewNothingOfMarksIsNotTakenForOneThatKnewOfNoStaleData() {
        assertThat(FenceUnion.of(fence(""), fence(" stale=-")).marks()).isNull();
        assertThat(FenceUnion.of(fence(""), fence(" stale=us-east-1@3")).marks())
                .isEqualTo(Marks.NONE.stale(EAST, 3));
        assertThat(FenceUnion.of(fence(" stale=us-west-2@3"), fence("")).marks())
                .isEqualTo(Marks.NONE.stale(WEST, 3));
    }
}
