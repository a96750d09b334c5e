package io.signalbox.bench;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * An hour of observations of a topology, once a second for each check and vantage. Every tenth service has an outage.
 */
final class HourOfObservations {

    static final int SECONDS = 3_600;

    private static final int OUTAGE_SECONDS = 300;
    private static final int EVERY = 10;
    private static final Timings TOOK = Timings.total(12_345);
    private static final ProbeResult PASSED = new ProbeResult.Passed(TOOK);
    private static final ProbeResult FAILED =
            new ProbeResult.Failed(TOOK, Cause.REFUSED, "connection refused by 192.0.2.10:443");
    private static final Codec<Observation> CODEC = Codec.of(Observation.class);

    private final Topology topology;
    private final Instant begin;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long sent;

    HourOfObservations(Topology topology, Instant begin) {
        this.topology = topology;
        this.begin = begin;
    }

    /** The number of outages: services that lose their first site, one after the other. */
    int outages() {
        return (topology.services().size() + EVERY - 1) / EVERY;
    }

    /** @return the number of observations sent */
    long produce(String bootstrap) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "linger.ms", "50", "batch.size", "131072", "compression.type", "lz4");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int second = 0; second < SECONDS; second++) {
                for (int number = 0; number < topology.services().size(); number++) {
                    send(producer, topology.services().get(number), number, second);
                }
            }
            producer.flush();
        }
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("observations could not be produced", first);
        }
        return sent;
    }

    private void send(KafkaProducer<String, byte[]> producer, Service service, int number, int second) {
        int lost = 300 + number * 25;
        boolean outage = number % EVERY == 0 && second >= lost && second < lost + OUTAGE_SECONDS;
        long time = begin.plusSeconds(second).toEpochMilli();
        for (Site site : service.sites()) {
            ProbeResult result = outage && site.equals(service.preferred()) ? FAILED : PASSED;
            for (Probe probe : site.probes()) {
                for (VantageName vantage : topology.vantages()) {
                    byte[] value = CODEC.write(observation(service, site, probe, vantage, second + 1, result));
                    var record = new ProducerRecord<>(
                            Topics.observations(vantage),
                            null,
                            time,
                            service.name().value(),
                            value);
                    var _ = producer.send(record, (_, e) -> {
                        if (e != null) {
                            failure.compareAndSet(null, e);
                        }
                    });
                    sent++;
                }
            }
        }
    }

    private Observation observation(
            Service service, Site site, Probe probe, VantageName vantage, long sequence, ProbeResult result) {
        return new Observation(
                Observation.VERSION,
                service.name(),
                site.name(),
                probe.name(),
                vantage,
                "7b1c0c0e-6d5c-4d39-9c0e-0a3a1f6f2d11",
                sequence,
                1_234,
                result,
                null,
                VantageHealth.HEALTHY,
                topology.digest(),
                null,
                null);
    }
}
