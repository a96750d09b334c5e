package io.signalbox.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.probe.certificates.TlsClient;
import org.junit.jupiter.api.Test;

class NetworkTest {

    /** A reader that goes on after its attempt has closed the socket reads from whatever has the socket's number then. */
    @Test
    void readsNoMoreThanOneDatagramAtATime() {
        try (var network = new Network(new TlsClient(null), null)) {
            var channel = network.stack().datagram();
            var config = channel.config();
            var reading = config.getRecvByteBufAllocator().newHandle();
            reading.reset(config);
            reading.attemptedBytesRead(1_000);
            reading.lastBytesRead(1_000);
            reading.incMessagesRead(1);

            assertThat(reading.continueReading()).isFalse();
            channel.unsafe().closeForcibly();
        }
    }
}
