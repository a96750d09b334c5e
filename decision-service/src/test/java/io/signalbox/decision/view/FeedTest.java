package io.signalbox.decision.view;

import static io.signalbox.decision.view.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ServiceName;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final int BEHIND = 4;
    private static final ServiceName ORDERS = new ServiceName("orders");

    private final JournalView journal = new JournalView(10, 3);
    private final Feed feed = new Feed(new StatesView(), journal, new Feed.Limits(2, BEHIND));

    private static AssertSubscriber<Event> read(Multi<Event> events, long count) {
        return events.subscribe().withSubscriber(AssertSubscriber.create(count));
    }

    private static List<String> ids(AssertSubscriber<Event> reader) {
        return reader.getItems().stream().map(event -> event.at().toString()).toList();
    }

    @Test
    void whoComesAnewIsToldWhatHappensFromNowOn() {
        feed.entry(7, entry("orders", 1));
        var reader = read(feed.follow(null, null).orElseThrow(), 100);
        feed.entry(8, entry("orders", 2));

        assertThat(ids(reader)).containsExactly("8.-1");
        assertThat(reader.getItems().getFirst().type()).isEqualTo(Event.Type.JOURNAL);
        assertThat(reader.getItems().getFirst().data())
                .contains("\"version\":2")
                .doesNotContain("\n");
    }

    @Test
    void whoComesBackIsToldWhatWasMissedAndThenWhatIsNew() {
        feed.entry(7, entry("orders", 1));
        feed.entry(8, entry("billing", 1));
        var reader = read(feed.follow(null, new Position(6, -1)).orElseThrow(), 100);
        feed.entry(9, entry("orders", 2));

        assertThat(ids(reader)).containsExactly("7.-1", "8.-1", "9.-1");
    }

    @Test
    void theStateOfAServiceThatIsNoMoreIsShownToNobody() {
        var states = new StatesView();
        var shown = new Feed(states, journal, new Feed.Limits(2, BEHIND));
        shown.state(3, Entries.state("orders"));
        assertThat(states.of(ORDERS)).isPresent();

        shown.gone(4, ORDERS);
        var reader = read(shown.follow(null, null).orElseThrow(), 100);

        assertThat(states.all()).isEmpty();
        assertThat(reader.getItems()).isEmpty();
    }

    @Test
    void whoComesBackTooLateIsToldSo() {
        for (int i = 1; i <= 5; i++) {
            feed.entry(i, entry("orders", i));
        }
        var reader = read(feed.follow(null, new Position(0, -1)).orElseThrow(), 100);

        assertThat(reader.getItems().getFirst().type()).isEqualTo(Event.Type.NOTICE);
        assertThat(reader.getItems().getFirst().data()).contains("\"missed\"");
        assertThat(ids(reader).subList(1, 4)).containsExactly("3.-1", "4.-1", "5.-1");
    }

    @Test
    void whatIsBeforeThePartThatIsReadIsMissing() {
        feed.begin(100);
        feed.entry(100, entry("orders", 1));

        var late = read(feed.follow(null, new Position(98, -1)).orElseThrow(), 100);
        var inTime = read(feed.follow(null, new Position(99, -1)).orElseThrow(), 100);

        assertThat(late.getItems().getFirst().type()).isEqualTo(Event.Type.NOTICE);
        assertThat(ids(inTime)).containsExactly("100.-1");
    }

    @Test
    void whoComesBackBeforeAnythingWasReadMissesNothing() {
        feed.begin(100);
        var told = read(feed.follow(null, null).orElseThrow(), 100);
        feed.heartbeat();
        var back = read(feed.follow(null, told.getItems().getFirst().at()).orElseThrow(), 100);
        feed.entry(100, entry("orders", 1));

        assertThat(ids(back)).containsExactly("100.-1");
    }

    @Test
    void whoWasToldMoreByAnotherInstanceIsNotToldItAgain() {
        feed.entry(1, entry("orders", 1));
        var reader = read(feed.follow(null, new Position(2, -1)).orElseThrow(), 100);
        feed.entry(2, entry("orders", 2));
        feed.entry(3, entry("orders", 3));

        assertThat(ids(reader)).containsExactly("3.-1");
    }

    @Test
    void whoFollowsOneServiceIsToldOfNoOther() {
        var reader = read(feed.follow(ORDERS, null).orElseThrow(), 100);
        feed.entry(1, entry("billing", 1));
        feed.entry(2, entry(null, 1));
        feed.entry(3, entry("orders", 1));

        assertThat(ids(reader)).containsExactly("3.-1");
    }

    @Test
    void aSlowReaderIsToldSoAndCutOff() {
        var reader = read(feed.follow(null, null).orElseThrow(), 0);
        for (int i = 1; i <= BEHIND + 3; i++) {
            feed.entry(i, entry("orders", i));
        }
        reader.request(100);

        reader.assertCompleted();
        assertThat(reader.getItems()).hasSize(BEHIND + 1);
        assertThat(reader.getItems().getLast().type()).isEqualTo(Event.Type.NOTICE);
        assertThat(reader.getItems().getLast().data()).contains("\"too-slow\"");
        assertThat(feed.readers()).isZero();
    }

    @Test
    void noMoreMayFollowThanAreAllowed() {
        var first = read(feed.follow(null, null).orElseThrow(), 1);
        assertThat(feed.follow(null, null)).isPresent();
        assertThat(feed.follow(null, null)).isEmpty();

        first.cancel();

        assertThat(feed.follow(null, null)).isPresent();
    }

    @Test
    void aHeartbeatTellsThatTheConnectionStands() {
        var reader = read(feed.follow(null, null).orElseThrow(), 100);
        feed.heartbeat();

        assertThat(reader.getItems().getFirst().type()).isEqualTo(Event.Type.HEARTBEAT);
    }

    @Test
    void idsAreReadAsTheyAreWritten() {
        assertThat(Position.parse("12.-1")).contains(new Position(12, -1));
        assertThat(Position.parse("12")).isEmpty();
        assertThat(Position.parse("9999999999999999999.1")).isEmpty();
    }
}
