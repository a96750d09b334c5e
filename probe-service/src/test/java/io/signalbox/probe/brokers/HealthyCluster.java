package io.signalbox.probe.brokers;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBrokerCollection;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopicCollection;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.MessageUtil;

/** The metadata of a cluster with one broker and the topic orders, as bytes. */
public final class HealthyCluster {

    private HealthyCluster() {}

    public static byte[] response(int correlation, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(4 + body.length)
                .putInt(correlation)
                .put(body)
                .array();
    }

    public static byte[] metadata(int partitions) {
        var all = new ArrayList<MetadataResponsePartition>();
        for (int i = 0; i < partitions; i++) {
            all.add(new MetadataResponsePartition()
                    .setPartitionIndex(i)
                    .setLeaderId(1)
                    .setReplicaNodes(List.of(1))
                    .setIsrNodes(List.of(1))
                    .setOfflineReplicas(List.of()));
        }
        return bytes(new MetadataResponseTopic().setName("orders").setPartitions(all));
    }

    /** A topic that the broker does not describe. */
    public static byte[] topicWith(Errors error) {
        return bytes(new MetadataResponseTopic()
                .setName("orders")
                .setErrorCode(error.code())
                .setPartitions(List.of()));
    }

    /** A topic with one partition that is not well. */
    public static byte[] partition(int leader, Integer... inSync) {
        return bytes(new MetadataResponseTopic()
                .setName("orders")
                .setPartitions(List.of(new MetadataResponsePartition()
                        .setLeaderId(leader)
                        .setReplicaNodes(List.of(1))
                        .setIsrNodes(List.of(inSync))
                        .setOfflineReplicas(List.of()))));
    }

    /** The answer of a broker that knows of no cluster. */
    public static byte[] withoutBrokers() {
        return bytes(new MetadataResponseBrokerCollection(), new MetadataResponseTopicCollection());
    }

    private static byte[] bytes(MetadataResponseTopic topic) {
        var brokers = new MetadataResponseBrokerCollection();
        brokers.add(new MetadataResponseBroker()
                .setNodeId(1)
                .setHost("169.254.169.254")
                .setPort(80));
        var topics = new MetadataResponseTopicCollection();
        topics.add(topic);
        return bytes(brokers, topics);
    }

    private static byte[] bytes(MetadataResponseBrokerCollection brokers, MetadataResponseTopicCollection topics) {
        var data =
                new MetadataResponseData().setBrokers(brokers).setTopics(topics).setClusterId("c");
        ByteBuffer buffer =
                MessageUtil.toByteBufferAccessor(data, KafkaProtocol.VERSION).buffer();
        var body = new byte[buffer.remaining()];
        buffer.get(body);
        return body;
    }
}
