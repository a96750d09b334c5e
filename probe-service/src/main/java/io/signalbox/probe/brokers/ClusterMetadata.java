package io.signalbox.probe.brokers;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.wire.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** The metadata that a broker has sent, compared with what a check expects. */
final class ClusterMetadata {

    private final MetadataResponseData metadata;
    private final Check.Kafka check;

    private ClusterMetadata(MetadataResponseData metadata, Check.Kafka check) {
        this.metadata = metadata;
        this.check = check;
    }

    /**
     * Null if all is as expected.
     *
     * @param body of a Metadata response, without its header
     */
    static @Nullable Failure judge(byte[] body, Check.Kafka check) throws MalformedMessageException {
        return new ClusterMetadata(read(body), check).judge();
    }

    /** Kafka's own reader. It allocates no more elements of an array than bytes are left. */
    private static MetadataResponseData read(byte[] body) throws MalformedMessageException {
        var bytes = ByteBuffer.wrap(body);
        MetadataResponseData read;
        try {
            read = new MetadataResponseData(new ByteBufferAccessor(bytes), KafkaProtocol.VERSION);
        } catch (RuntimeException _) {
            throw new MalformedMessageException("the metadata is not readable");
        }
        if (bytes.hasRemaining()) {
            throw new MalformedMessageException("bytes after the metadata");
        }
        return read;
    }

    private @Nullable Failure judge() {
        if (metadata.brokers().isEmpty()) {
            return new Failure(Cause.TOO_FEW, "the cluster has no brokers");
        }
        return check.topic() == null ? null : judge(metadata.topics().find(check.topic()));
    }

    private @Nullable Failure judge(@Nullable MetadataResponseTopic topic) {
        if (topic == null) {
            return new Failure(Cause.PROTOCOL_ERROR, "a response without the topic");
        }
        if (topic.errorCode() == Errors.UNKNOWN_TOPIC_OR_PARTITION.code()) {
            return new Failure(Cause.WRONG_STATUS, "there is no such topic");
        }
        if (topic.errorCode() != Errors.NONE.code()) {
            return new Failure(Cause.PROTOCOL_ERROR, "no metadata of the topic, error " + topic.errorCode());
        }
        return judge(topic.partitions());
    }

    private @Nullable Failure judge(List<MetadataResponsePartition> partitions) {
        var inOrder = partitions.stream()
                .sorted(Comparator.comparingInt(MetadataResponsePartition::partitionIndex))
                .toList();
        for (MetadataResponsePartition partition : inOrder) {
            int inSync = partition.isrNodes().size();
            if (metadata.brokers().find(partition.leaderId()) == null) {
                return tooFew(partition, " has no leader");
            }
            if (inSync < check.minInSync()) {
                return tooFew(partition, " has " + inSync + " replicas in sync, expected " + check.minInSync());
            }
        }
        return null;
    }

    private static Failure tooFew(MetadataResponsePartition partition, String what) {
        return new Failure(Cause.TOO_FEW, "partition " + partition.partitionIndex() + what);
    }
}
