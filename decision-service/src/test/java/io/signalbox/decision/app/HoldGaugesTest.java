package io.signalbox.decision.app;

import static io.signalbox.decision.core.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.view.ExpiredHolds.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation")
class HoldGaugesTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static List<TimeWindow> windows(String... texts) {
        return List.of(texts).stream()
                .map(text -> Objects.requireNonNull(TimeWindow.parse(text)))
                .toList();
    }

    /** By labels. */
    private static Map<List<String>, Double> values(GaugeCollector families) {
        return families.done().stream()
                .flatMap(each -> each.samples.stream())
                .collect(Collectors.toMap(sample -> sample.labelValues, sample -> sample.value));
    }

    private static Map<List<String>, Double> maintenance(List<TimeWindow> ofAll, List<TimeWindow> ofOrders) {
        var families = new GaugeCollector(false);
        HoldGauges.maintenance(families, Stream.concat(ofAll.stream(), ofOrders.stream()), ORDERS, NOON);
        return values(families);
    }

    @Test
    void aMaintenanceWindowTellsHowLongItStillLasts() {
        assertThat(maintenance(List.of(), windows("11:00-12:30"))).containsOnly(Map.entry(List.of("orders"), 1_800.0));
        assertThat(maintenance(windows("11:00-13:00"), List.of())).containsOnly(Map.entry(List.of("orders"), 3_600.0));
    }

    @Test
    void ofSeveralWindowsTheOneThatEndsLastCounts() {
        assertThat(maintenance(windows("11:00-12:30"), windows("11:30-13:00", "14:00-15:00")))
                .containsOnly(Map.entry(List.of("orders"), 3_600.0));
    }

    @Test
    void outsideOfTheWindowsThereIsNothingThatLasts() {
        assertThat(maintenance(windows("13:00-14:00"), windows("09:00-12:00"))).isEmpty();
        assertThat(maintenance(List.of(), List.of())).isEmpty();
    }

    @Test
    void whatHasEndedByTimeIsToldWithItsTime() {
        var families = new GaugeCollector(false);
        HoldGauges.expired(
                families, Map.of(new Hold("orders", "override"), NOON, new Hold("*", "freeze"), NOON.plusSeconds(1)));

        assertThat(values(families))
                .containsOnly(
                        Map.entry(List.of("orders", "override"), (double) NOON.getEpochSecond()),
                        Map.entry(List.of("*", "freeze"), NOON.getEpochSecond() + 1.0));
    }
}
