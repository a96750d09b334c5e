package io.signalbox.contract.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.name.SiteName;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {

    private static final SiteName EAST = new SiteName("us-east-1");
    private static final SiteName WEST = new SiteName("us-west-2");

    @Test
    void aSecondMarkLeavesTheFirst() {
        Marks marks = Marks.NONE.stale(EAST, 17).stale(WEST, 19);

        assertThat(marks.isStale(EAST)).isTrue();
        assertThat(marks.isStale(WEST)).isTrue();
        assertThat(marks.words()).isEqualTo("stale=us-east-1@17,us-west-2@19");
    }

    @Test
    void aSiteThatIsSeededAgainIsStaleNoMore() {
        Marks marks = Marks.NONE.stale(EAST, 17).seeded(EAST, 17);

        assertThat(marks.isStale(EAST)).isFalse();
        assertThat(marks.words()).isEqualTo("stale=- seeded=us-east-1@17");
    }

    @Test
    void aWordThatNamesAnEarlierMarkDoesNotClearALaterOne() {
        assertThat(Marks.NONE.stale(EAST, 19).seeded(EAST, 17).isStale(EAST)).isTrue();
    }

    @Test
    void unitesInAnyOrderAndAnyNumberOfTimes() {
        Marks one = Marks.NONE.stale(EAST, 17).seeded(WEST, 4);
        Marks other = Marks.NONE.seeded(EAST, 17).stale(WEST, 9);
        Marks both = Marks.NONE.seeded(EAST, 17).stale(WEST, 9);

        assertThat(one.united(other)).isEqualTo(both);
        assertThat(other.united(one).united(one)).isEqualTo(both);
    }

    @Test
    void travelsAsAListOfMarks() throws Exception {
        Marks marks = Marks.NONE.stale(EAST, 17).seeded(WEST, 4);
        String json = Codec.mapper().writeValueAsString(marks);

        assertThat(json)
                .isEqualTo(
                        "[{\"site\":\"us-east-1\",\"epoch\":17},{\"site\":\"us-west-2\",\"epoch\":4,\"seeded\":true}]");
        assertThat(Codec.mapper().readValue(json, Marks.class)).isEqualTo(marks);
        assertThat(Codec.mapper().readValue("[]", Marks.class)).isEqualTo(new Marks(List.of()));
    }
}
