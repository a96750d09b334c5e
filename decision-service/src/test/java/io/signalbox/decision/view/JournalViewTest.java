package io.signalbox.decision.view;

import static io.signalbox.decision.view.Entries.NOON;
import static io.signalbox.decision.view.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.DirectiveLimits;
import io.signalbox.contract.name.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JournalViewTest {

    private static final ServiceName ORDERS = new ServiceName("orders");

    private final JournalView journal = new JournalView(3, 5);

    private List<Long> offsets(ServiceName service, Set<String> kinds, Instant since, long before, int limit) {
        return journal.page(new JournalView.Query(service, kinds, since, before, limit)).stream()
                .map(JournalView.Kept::offset)
                .toList();
    }

    private List<Long> all() {
        return offsets(null, Set.of(), null, Long.MAX_VALUE, 100);
    }

    @Test
    void keepsTheNewestOfEachService() {
        for (int i = 1; i <= 4; i++) {
            journal.add(i, entry("orders", i));
        }
        journal.add(5, entry("billing", 1));

        assertThat(all()).containsExactly(5L, 4L, 3L, 2L);
    }

    @Test
    void keepsNoMoreOfAllTogetherHoweverManyServicesThereAre() {
        for (int i = 1; i <= 1_000; i++) {
            journal.add(i, entry("service-" + i, 1, "verdict", "directive-" + i));
        }

        assertThat(all()).containsExactly(1_000L, 999L, 998L, 997L, 996L);
        assertThat(journal.reachesBackTo(994)).isFalse();
        assertThat(journal.reachesBackTo(995)).isTrue();
    }

    @Test
    void pagesThroughAServiceByVersionAndThroughAllByPlace() {
        journal.add(10, entry("orders", 1));
        journal.add(11, entry("billing", 1));
        journal.add(12, entry("orders", 2));
        journal.add(13, entry(null, 1));

        assertThat(offsets(ORDERS, Set.of(), null, 2, 10)).containsExactly(10L);
        assertThat(offsets(null, Set.of(), null, 13, 2)).containsExactly(12L, 11L);
        assertThat(offsets(new ServiceName("unheard-of"), Set.of(), null, 9, 2)).isEmpty();
    }

    @Test
    void findsKindsAndWhatIsNotTooOld() {
        journal.add(1, entry("orders", 1, "verdict", null));
        journal.add(2, entry("orders", 2, "move-started", null));
        journal.add(3, entry("orders", 3, "move-done", null));

        assertThat(offsets(null, Set.of("verdict", "move-done"), null, 9, 9)).containsExactly(3L, 1L);
        assertThat(offsets(ORDERS, Set.of(), NOON.plusSeconds(2), 9, 9)).containsExactly(3L, 2L);
    }

    @Test
    void theFirstEntryTellsWhatBecameOfADirective() {
        journal.add(1, entry("orders", 1, "freeze", "key-ab-12"));
        journal.add(2, entry("orders", 2, "freeze-expired", "key-ab-12"));

        assertThat(journal.effectOf("key-ab-12").map(found -> found.kind())).contains("freeze");
        assertThat(journal.directiveLike("key-ab-")).contains("key-ab-12");
        assertThat(journal.directiveLike("key-aa-")).isEmpty();
    }

    @Test
    void whatBecameOfADirectiveIsKnownForAsLongAsItsKeyIsPromisedHoweverMuchHappens() {
        journal.add(1, entry("orders", 1, "freeze", "key-ab-12"));
        long last = 1 + DirectiveLimits.KNOWN_FOR.toSeconds();
        for (long second = 2; second <= last; second++) {
            journal.add(second, entry("orders", second));
        }
        assertThat(journal.effectOf("key-ab-12")).isPresent();
        assertThat(journal.directiveLike("key-ab-")).contains("key-ab-12");
        journal.add(last + 1, entry("billing", last + 1));
        assertThat(journal.effectOf("key-ab-12")).isEmpty();
    }

    @Test
    void countsTheOrdersThatCameForAServiceOrForAll() {
        journal.add(1, entry("orders", 1, "freeze", "a"));
        journal.add(2, entry("orders", 2, "freeze-expired", "a"));
        journal.add(3, entry("billing", 3, "freeze", "b"));
        journal.add(4, entry(null, 4, "thaw", "c"));
        journal.add(5, entry("orders", 5, "thaw", "d"));

        assertThat(journal.ordersSince(ORDERS, NOON)).isEqualTo(3);
        assertThat(journal.ordersSince(ORDERS, NOON.plusSeconds(4))).isEqualTo(2);
        assertThat(journal.ordersSince(null, NOON)).isEqualTo(1);
    }

    @Test
    void whatIsReadTwiceIsKeptOnce() {
        journal.add(1, entry("orders", 1));
        journal.add(1, entry("orders", 1));

        assertThat(all()).containsExactly(1L);
    }
}
