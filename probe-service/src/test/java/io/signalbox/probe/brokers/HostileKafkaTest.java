package io.signalbox.probe.brokers;

import static io.signalbox.probe.brokers.HealthyCluster.metadata;
import static io.signalbox.probe.brokers.HealthyCluster.response;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that announce more than they are, or that belong to nothing. */
class HostileKafkaTest {

    private static final Probing PROBING = new Probing();
    private static final String TOO_LONG = "not a response of Kafka, or one of more than 1048576 bytes";
    private static final String UNREADABLE = "the metadata is not readable";

    @AfterAll
    static void close() {
        PROBING.close();
    }

    /** Reads the request, and says these bytes. */
    private static Site saying(byte[] bytes) {
        return new Site(socket -> {
            var in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(in.readInt());
            socket.getOutputStream().write(bytes);
            Site.hang(socket);
        });
    }

    private static CheckResult probe(byte[] bytes) {
        try (var site = saying(bytes)) {
            var check = new Check.Kafka(site.port(), null, "orders", 1);
            return PROBING.probe(site.port(), new KafkaProtocol(check), PATIENT);
        }
    }

    private static ProbeResult.Failed failing(byte[] bytes) {
        return failed(probe(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 1_048_577, -1, Integer.MIN_VALUE, 0, 3})
    void theAnnouncedLengthIsLimited(int length) {
        var failed = failing(ByteBuffer.allocate(4).putInt(length).array());

        assertThat(failed.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
        assertThat(failed.detail()).isEqualTo(TOO_LONG);
    }

    @Test
    void aWebServerIsNoBroker() {
        assertThat(failing("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8))
                        .detail())
                .isEqualTo(TOO_LONG);
    }

    @Test
    void aResponseBelongsToTheRequest() {
        assertThat(failing(response(2, metadata(1))).detail()).isEqualTo("a response to another request");
    }

    @Test
    void arraysAndTextsAreNoLongerThanTheResponse() {
        byte[] brokers = metadata(1);
        ByteBuffer.wrap(brokers).putInt(4, Integer.MAX_VALUE);
        byte[] host = metadata(1);
        ByteBuffer.wrap(host).putShort(12, Short.MAX_VALUE);
        byte[] broken = Arrays.copyOf(metadata(1), 40);

        assertThat(failing(response(1, brokers)).detail()).isEqualTo(UNREADABLE);
        assertThat(failing(response(1, host)).detail()).isEqualTo(UNREADABLE);
        assertThat(failing(response(1, broken)).detail()).isEqualTo(UNREADABLE);
    }

    @Test
    void nothingFollowsTheMetadata() {
        byte[] longer = Arrays.copyOf(metadata(1), metadata(1).length + 1);

        assertThat(failing(response(1, longer)).detail()).isEqualTo("bytes after the metadata");
    }

    @Test
    void aLargeClusterIsReadWholeAndTheAddressesItNamesAreNotConnectedTo() {
        assertThat(probe(response(1, metadata(20_000))).passed()).isTrue();
    }
}
