package io.signalbox.decision.view;

import static io.signalbox.decision.view.Entries.NOON;
import static io.signalbox.decision.view.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ServiceName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpiredHoldsTest {

    private static final ServiceName ORDERS = new ServiceName("orders");

    private final ExpiredHolds expired = new ExpiredHolds();

    @Test
    void knowsWhenTheLastOfEachKindEndedByTime() {
        expired.add(entry("orders", 1, "override-expired", "d1"));
        expired.add(entry("orders", 2, "override-expired", "d2"));
        expired.add(entry("orders", 3, "freeze-expired", "d3"));
        expired.add(entry(null, 4, "freeze-expired", "d4"));

        assertThat(expired.all())
                .isEqualTo(Map.of(
                        new ExpiredHolds.Hold("orders", "override"), NOON.plusSeconds(2),
                        new ExpiredHolds.Hold("orders", "freeze"), NOON.plusSeconds(3),
                        new ExpiredHolds.Hold("*", "freeze"), NOON.plusSeconds(4)));
    }

    @Test
    void whatAPersonEndsHasNotEndedByTime() {
        expired.add(entry("orders", 1, "release", "d1"));
        expired.add(entry("orders", 2, "thaw", "d2"));
        expired.add(entry("orders", 3, "move-done", null));

        assertThat(expired.all()).isEmpty();
    }

    @Test
    void nothingIsKnownOfAServiceThatIsNoMore() {
        expired.add(entry("orders", 1, "override-expired", "d1"));
        expired.add(entry("billing", 1, "override-expired", "d2"));
        expired.forget(ORDERS);

        assertThat(expired.all()).containsOnlyKeys(new ExpiredHolds.Hold("billing", "override"));
    }
}
