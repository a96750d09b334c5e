package io.signalbox.decision.app;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation")
class SiteGaugesTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Reason SUPPRESSED = Reason.of("suppressed", "us-east-1 has failed too often");
    private static final Reason STALE = Reason.of("stale-data", "cut off by a one-way step");

    private static ServiceStatus.Site site(SiteName name, ServiceStatus.Stale stale) {
        return new ServiceStatus.Site(name, 1, false, Verdict.UP, null, null, null, null, stale);
    }

    private static ServiceStatus.Site suppressed(SiteName name, Reason reason) {
        return new ServiceStatus.Site(name, 1, false, Verdict.UP, null, null, reason, null, null);
    }

    private static ServiceStatus status(ServiceStatus.Site... sites) {
        return new ServiceStatus(
                ServiceStatus.VERSION,
                ORDERS,
                CELL,
                "orders.example.com",
                1,
                "steady",
                Instant.EPOCH,
                WEST,
                null,
                3,
                null,
                Reason.of("active-up", "us-west-2 is UP"),
                List.of(),
                List.of(sites),
                null,
                null,
                null,
                "d1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Map<String, Double> values(String family, ServiceStatus status) {
        return values(family, status, new GaugeCollector(false));
    }

    private static Map<String, Double> values(String family, ServiceStatus status, GaugeCollector families) {
        status.sites().forEach(site -> SiteGauges.add(families, status, site, NOON));
        return families.done().stream()
                .flatMap(each -> each.samples.stream())
                .filter(sample -> sample.name.equals(family))
                .collect(Collectors.toMap(SiteGaugesTest::site, sample -> sample.value));
    }

    private static String site(Sample sample) {
        return sample.labelValues.get(sample.labelNames.indexOf("site"));
    }

    @Test
    void aSuppressionTellsHowLongItStillLasts() {
        var status = status(suppressed(EAST, SUPPRESSED.with("until", NOON.plusSeconds(90))), site(WEST, null));

        assertThat(values("signalbox_site_suppressed_remaining_seconds", status))
                .containsOnly(Map.entry("us-east-1", 90.0));
    }

    @Test
    void aSuppressionWhoseEndIsNotToldIsNotMeasured() {
        for (Reason untold : List.of(SUPPRESSED, SUPPRESSED.with("until", "tomorrow"))) {
            var status = status(suppressed(EAST, untold));

            assertThat(values("signalbox_site_suppressed_remaining_seconds", status))
                    .isEmpty();
            assertThat(values("signalbox_site_suppressed", status)).containsOnly(Map.entry("us-east-1", 1.0));
        }
    }

    @Test
    void aSiteWithStaleDataIsSeen() {
        var status = status(site(EAST, new ServiceStatus.Stale(2, STALE)), site(WEST, null));
        assertThat(values("signalbox_stale_site", status))
                .containsOnly(Map.entry("us-east-1", 1.0), Map.entry("us-west-2", 0.0));
        assertThat(values("signalbox_site_active", status))
                .containsOnly(Map.entry("us-east-1", 0.0), Map.entry("us-west-2", 1.0));
    }

    @Test
    void amongVeryManyServicesOnlyWhatIsSpecialIsTold() {
        var status = status(site(EAST, new ServiceStatus.Stale(2, STALE)), site(WEST, null));

        assertThat(values("signalbox_stale_site", status, new GaugeCollector(true)))
                .containsOnly(Map.entry("us-east-1", 1.0));
        assertThat(values("signalbox_site_active", status, new GaugeCollector(true)))
                .containsOnly(Map.entry("us-west-2", 1.0));
        assertThat(values("signalbox_site_up", status, new GaugeCollector(true)))
                .containsOnly(Map.entry("us-east-1", 1.0), Map.entry("us-west-2", 1.0));
    }
}
