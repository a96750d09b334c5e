package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.explain.EvidenceRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The records that flow while the topology changes, on a clock of their own. */
class FollowedTopologyTest {

    private static final Codec<Observation> OBSERVATIONS = Codec.of(Observation.class);
    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Topology current = Orders.topology();
    private final TopologyTestDriver driver = new TopologyTestDriver(
            StagesDriver.both(() -> current, () -> {}, metrics), settings(), Instant.parse("2026-01-01T00:00:00Z"));
    private final TestInputTopic<String, byte[]> observations =
            driver.createInputTopic(Topics.OBSERVATIONS, new StringSerializer(), new ByteArraySerializer());
    private final TestOutputTopic<String, byte[]> verdicts =
            driver.createOutputTopic(Topics.VERDICTS, new StringDeserializer(), new ByteArrayDeserializer());
    private final TestOutputTopic<String, byte[]> states =
            driver.createOutputTopic(Topics.STATES, new StringDeserializer(), new ByteArrayDeserializer());
    private Duration now = Duration.ZERO;
    private long sequence;
    /** What the results say was checked; null where they do not tell. */
    private @Nullable String measured;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void whatAChangedServiceWasKnownToBeGoesStaleThoughNothingIsObservedAnyMore() throws Exception {
        eastIsSeenToBeUp();
        assertThat(lastVerdict()).isEqualTo(Verdict.UP);

        current = following("d2", Orders.service(withQuorumOfAll()));
        pass(Duration.ofMinutes(1));

        assertThat(lastVerdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anUnchangedServiceIsCountedOn() throws Exception {
        eastIsSeenToBeUp();
        assertThat(lastVerdict()).isEqualTo(Verdict.UP);
        int told = 0;

        current = following("d2", Orders.service(POLICY));
        for (int second = 0; second < 30; second++) {
            observe(ORDERS);
            pass(Duration.ofSeconds(1));
            told += told().size();
        }

        assertThat(told).isZero();
    }

    @Test
    void aServiceThatIsNoMoreIsForgottenHereAndInTheTopic() throws Exception {
        eastIsSeenToBeUp();
        assertThat(lastVerdict()).isEqualTo(Verdict.UP);

        current = following("d2");
        pass(Duration.ofSeconds(1));
        observe(ORDERS);
        pass(Duration.ofMinutes(1));

        assertThat(told())
                .extracting(record -> KeyValue.pair(record.key(), record.value()))
                .containsExactly(KeyValue.pair(SiteVerdict.key(ORDERS, EAST), null));
    }

    @Test
    void resultsOfTheOldAddressDoNotCountForTheNewOne() throws Exception {
        measured = described(Orders.service(POLICY));
        eastIsSeenToBeUp();
        assertThat(lastVerdict()).isEqualTo(Verdict.UP);

        current = following("d2", moved());
        pass(Duration.ofMillis(250));
        assertThat(lastVerdict()).isEqualTo(Verdict.UNKNOWN);
        for (int second = 0; second < 60; second++) {
            observe(ORDERS);
            pass(Duration.ofSeconds(1));
        }
        assertThat(told()).isEmpty();

        measured = described(moved());
        eastIsSeenToBeUp();
        assertThat(lastVerdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void theStoredVerdictTellsOfWhichDescriptionItIs() throws Exception {
        measured = described(Orders.service(POLICY));
        eastIsSeenToBeUp();
        byte[] stored = store().get(SiteVerdict.key(ORDERS, EAST));
        assertThat(VERDICTS.read(stored).descriptions())
                .isEqualTo(Orders.service(POLICY).site(EAST).orElseThrow().checkDigests());
    }

    @Test
    void aSiteThatComesBackStartsUnknown() throws Exception {
        eastIsSeenToBeUp();
        assertThat(lastVerdict()).isEqualTo(Verdict.UP);

        current = following("d2", without(EAST));
        pass(Duration.ofSeconds(1));
        assertThat(store().get(SiteVerdict.key(ORDERS, EAST))).isNull();
        current = following("d3", Orders.service(POLICY));
        verdicts.readRecordsToList();
        pass(Duration.ofSeconds(1));
        assertThat(told()).isEmpty();

        eastIsSeenToBeUp();
        assertThat(lastVerdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void theStateAndTheMetricsOfAServiceThatIsNoMoreAreTakenAway() {
        eastIsSeenToBeUp();
        assertThat(metrics.find("signalbox_transitions")
                        .tag("service", "orders")
                        .counters())
                .isNotEmpty();
        states.readRecordsToList();

        current = following("d2");
        pass(Duration.ofSeconds(1));

        assertThat(states.readKeyValuesToList()).containsExactly(KeyValue.pair("orders", null));
        assertThat(metrics.find("signalbox_transitions")
                        .tag("service", "orders")
                        .counters())
                .isEmpty();
    }

    private KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(DecisionTopology.EVIDENCE_STORE);
    }

    private static String described(Service service) {
        return service.site(EAST).orElseThrow().checkDigests().get(HEALTH);
    }

    private static Service withSites(List<Site> sites) {
        Service like = Orders.service(POLICY);
        return new Service(like.name(), like.hostname(), like.dns(), sites, like.policy());
    }

    private static Service without(SiteName gone) {
        return withSites(Orders.service(POLICY).sites().stream()
                .filter(site -> !site.name().equals(gone))
                .toList());
    }

    private static Service moved() {
        return withSites(Orders.service(POLICY).sites().stream()
                .map(site -> site.name().equals(EAST) ? elsewhere(site) : site)
                .toList());
    }

    private static Site elsewhere(Site site) {
        var address = new Address.Addresses(List.of("198.51.100.1"), List.of());
        return new Site(site.name(), site.priority(), address, "198.51.100.1", false, site.probes());
    }

    private void eastIsSeenToBeUp() {
        for (int second = 0; second < 5; second++) {
            observe(ORDERS);
            pass(Duration.ofSeconds(1));
        }
    }

    private void observe(ServiceName service) {
        sequence++;
        for (VantageName vantage : VANTAGES) {
            var observation = new Observation(
                    Observation.VERSION,
                    service,
                    EAST,
                    HEALTH,
                    vantage,
                    "run1",
                    sequence,
                    1_000,
                    new ProbeResult.Passed(Timings.total(1_000)),
                    null,
                    VantageHealth.HEALTHY,
                    "d1",
                    measured,
                    null);
            observations.pipeInput(
                    service.value(),
                    OBSERVATIONS.write(observation),
                    Instant.parse("2026-01-01T00:00:00Z").plus(now));
        }
    }

    private void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minusMillis(250)) {
            now = now.plusMillis(250);
            driver.advanceWallClockTime(Duration.ofMillis(250));
        }
    }

    private Verdict lastVerdict() throws UnreadableException {
        return VERDICTS.read(told().getLast().value()).verdict();
    }

    /** The verdicts since this was last asked. */
    private List<TestRecord<String, byte[]>> told() {
        return verdicts.readRecordsToList().stream()
                .filter(record -> !Watermark.isKey(record.key()))
                .toList();
    }

    private static Policy withQuorumOfAll() {
        return new Policy(
                new Policy.Quorum(VANTAGES.size(), false),
                POLICY.failback(),
                POLICY.whenAllDown(),
                POLICY.grace(),
                POLICY.planDeadline());
    }

    private static Topology following(String digest, Service... services) {
        Topology same = Orders.topology();
        return new Topology(
                same.cells(),
                same.vantages(),
                same.references(),
                List.of(services),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                digest);
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        return settings;
    }

    private static final class Unasked implements EvidenceRequests {
        @Override
        public Set<ServiceName> open() {
            return Set.of();
        }

        @Override
        public void answer(Explanation explanation) {
            throw new AssertionError("nobody asked");
        }
    }
}
