package io.signalbox.decision.app;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.rest.InstanceLocator;
import io.signalbox.decision.streams.DecisionTopology;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;

/** Finds the instance by the metadata of Kafka Streams. */
@ApplicationScoped
public class StreamsInstanceLocator implements InstanceLocator {

    private final KafkaStreams streams;
    private final HostInfo here;

    @Inject
    StreamsInstanceLocator(EvidenceStreams evidence, DecisionConfig config) {
        this.streams = evidence.streams();
        this.here = HostInfo.buildFromEndpoint(config.address());
    }

    @Override
    public Optional<String> address(ServiceName service) {
        try {
            KeyQueryMetadata found = streams.queryMetadataForKey(
                    DecisionTopology.EVIDENCE_STORE, service.value(), new StringSerializer());
            return found == null || found.equals(KeyQueryMetadata.NOT_AVAILABLE)
                    ? Optional.empty()
                    : Optional.of(found.activeHost()).map(host -> host.host() + ":" + host.port());
        } catch (StreamsNotStartedException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isHere(String address) {
        return address.equals(here.host() + ":" + here.port());
    }
}
