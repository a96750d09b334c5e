package io.signalbox.probe.brokers;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.MessageDialogue;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.MessageUtil;
import org.jspecify.annotations.Nullable;

/**
 * Asks one broker for its cluster's metadata and, if configured, for one topic. Kafka's own client would allocate as
 * many bytes as a server announces, up to 2 GiB, and connect to whatever addresses it names. Creates no topic.
 */
public final class KafkaProtocol implements ProbeDialogue.Protocol {

    public static final CheckKind<Check.Kafka> KIND =
            CheckKind.ofConnection(Check.Kafka.class, setup -> new KafkaProtocol(setup.check()));

    /** Of the Metadata request. All brokers from 2.1 to 4.x know it (KIP-896). */
    static final short VERSION = 7;

    /** A topic with 10,000 partitions and five replicas of each needs two thirds of it. */
    static final int LONGEST_RESPONSE = 1_048_576;

    private static final int CORRELATION_ID = 1;
    private static final byte[] CLIENT_ID = "signalbox-probe".getBytes(StandardCharsets.US_ASCII);
    /** Larger responses are not parsed on an event loop. */
    private static final int LIGHT_BYTES = 8_192;

    private final Check.Kafka check;
    private final byte[] request;

    public KafkaProtocol(Check.Kafka check) {
        this.check = check;
        this.request = request(check.topic());
    }

    private static byte[] request(@Nullable String topic) {
        var topics =
                topic == null ? List.<MetadataRequestTopic>of() : List.of(new MetadataRequestTopic().setName(topic));
        var data = new MetadataRequestData().setTopics(topics).setAllowAutoTopicCreation(false);
        ByteBuffer body = MessageUtil.toByteBufferAccessor(data, VERSION).buffer();
        int length = 3 * Short.BYTES + Integer.BYTES + CLIENT_ID.length + body.remaining();
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .putShort(ApiKeys.METADATA.id)
                .putShort(VERSION)
                .putInt(CORRELATION_ID)
                .putShort((short) CLIENT_ID.length)
                .put(CLIENT_ID)
                .put(body)
                .array();
    }

    @Override
    public ProbeDialogue begin() {
        return new Asking();
    }

    @Override
    public boolean speaksFirst() {
        return true;
    }

    private final class Asking extends MessageDialogue {

        private boolean answered;

        Asking() {
            super(Integer.BYTES + LONGEST_RESPONSE);
        }

        @Override
        public void opened(ProbeAttempt attempt) {
            attempt.send(request);
        }

        @Override
        protected boolean read(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
            if (bytes.readableBytes() < Integer.BYTES) {
                return false;
            }
            int length = bytes.getInt(bytes.readerIndex());
            if (answered || length < Integer.BYTES || length > LONGEST_RESPONSE) {
                throw new MalformedMessageException(
                        "not a response of Kafka, or one of more than " + LONGEST_RESPONSE + " bytes");
            }
            if (bytes.readableBytes() < Integer.BYTES + length) {
                return false;
            }
            answered = true;
            if (bytes.skipBytes(Integer.BYTES).readInt() != CORRELATION_ID) {
                throw new MalformedMessageException("a response to another request");
            }
            var body = new byte[length - Integer.BYTES];
            bytes.readBytes(body);
            judge(attempt, body);
            return true;
        }

        private void judge(ProbeAttempt attempt, byte[] body) throws MalformedMessageException {
            if (body.length > LIGHT_BYTES) {
                attempt.offLoop(() -> {
                    Failure failure = ClusterMetadata.judge(body, check);
                    return () -> report(attempt, failure);
                });
            } else {
                report(attempt, ClusterMetadata.judge(body, check));
            }
        }

        private void report(ProbeAttempt attempt, @Nullable Failure failure) {
            if (failure == null) {
                attempt.passed();
            } else {
                attempt.failed(failure.cause(), failure.detail());
            }
        }
    }
}
