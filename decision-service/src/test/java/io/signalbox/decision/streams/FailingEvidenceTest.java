package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** The evidence on one service cannot be counted: two of its probes have one name, which no topology that was read allows. */
class FailingEvidenceTest {

    private static final Duration STEP = Duration.ofMillis(1);
    private static final ServiceName BROKEN = new ServiceName("broken");

    private static Topology topology() {
        Topology topology = Orders.topology();
        Service orders = topology.services().getFirst();
        List<Site> twice = orders.sites().stream()
                .map(site -> new Site(
                        site.name(),
                        site.priority(),
                        site.address(),
                        site.endpoint(),
                        site.lastResort(),
                        site.probes().stream()
                                .flatMap(probe -> List.of(probe, probe).stream())
                                .toList()))
                .toList();
        var broken = new Service(
                BROKEN,
                "broken.example.com",
                orders.dns(),
                twice,
                POLICY,
                orders.shadow(),
                orders.plans(),
                orders.drills(),
                orders.maintenance(),
                Reporting.NONE);
        return new Topology(
                topology.cells(),
                topology.vantages(),
                topology.references(),
                List.of(orders, broken),
                topology.governor(),
                AllowedAddresses.NONE,
                topology.digest());
    }

    /** The first stage alone. */
    private static org.apache.kafka.streams.Topology evidence() {
        var metrics = new SimpleMeterRegistry();
        Topology topology = topology();
        var streams = new org.apache.kafka.streams.Topology()
                .addSource("observations", new StringDeserializer(), new ByteArrayDeserializer(), Topics.OBSERVATIONS)
                .addProcessor(
                        "evidence",
                        () -> new EvidenceProcessor(
                                () -> topology,
                                new StagesDriver.Unasked(),
                                new IntakeMetrics(metrics),
                                LogEnds.READ,
                                new Heartbeat(metrics, CELL),
                                () -> {},
                                ThreadLocal.withInitial(CommitPace::new),
                                metrics),
                        "observations")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(EvidenceProcessor.STORE),
                                Serdes.String(),
                                Serdes.ByteArray()),
                        "evidence");
        sink(streams, EvidenceProcessor.VERDICTS_SINK, Topics.VERDICTS);
        sink(streams, EvidenceProcessor.REJECTED_SINK, Topics.REJECTED);
        return streams;
    }

    private static void sink(org.apache.kafka.streams.Topology streams, String name, String topic) {
        streams.addSink(name, topic, new StringSerializer(), new ByteArraySerializer(), "evidence");
    }

    @Test
    void costsItsOwnRecordsOnly() throws Exception {
        try (var driver = new TopologyTestDriver(evidence(), StagesDriver.settings(), StagesDriver.BEGIN)) {
            var observations = driver.createInputTopic(
                    Topics.OBSERVATIONS, new StringSerializer(), new ByteArraySerializer(), StagesDriver.BEGIN, STEP);
            var rejected =
                    driver.createOutputTopic(Topics.REJECTED, new StringDeserializer(), new ByteArrayDeserializer());
            var verdicts =
                    driver.createOutputTopic(Topics.VERDICTS, new StringDeserializer(), new ByteArrayDeserializer());

            observations.pipeInput(BROKEN.value(), observation(BROKEN, Orders.V1, 1));
            for (int sequence = 1; sequence <= 2; sequence++) {
                for (VantageName vantage : Orders.VANTAGES) {
                    observations.pipeInput(ORDERS.value(), observation(ORDERS, vantage, sequence));
                }
            }

            assertThat(rejected.readRecordsToList()).singleElement().satisfies(kept -> {
                assertThat(kept.key()).isEqualTo(BROKEN.value());
                assertThat(new String(kept.headers().lastHeader("cause").value(), StandardCharsets.UTF_8))
                        .contains("Duplicate key");
            });
            assertThat(verdicts.readKeyValuesToList())
                    .extracting(record -> record.key)
                    .containsExactly(SiteVerdict.key(ORDERS, EAST));
        }
    }

    private static byte[] observation(ServiceName service, VantageName vantage, long sequence) {
        return Codec.of(Observation.class)
                .write(new Observation(
                        Observation.VERSION,
                        service,
                        EAST,
                        Orders.HEALTH,
                        vantage,
                        "run1",
                        sequence,
                        1_000,
                        new ProbeResult.Passed(Timings.total(1_000)),
                        null,
                        VantageHealth.HEALTHY,
                        "d1",
                        null,
                        null));
    }
}
