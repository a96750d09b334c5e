package io.signalbox.probe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import io.signalbox.contract.evidence.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused: /127.0.0.1:1"), Cause.REFUSED),
                Arguments.of(new ConnectException("Connection timed out: /192.0.2.1:1"), Cause.TIMEOUT_CONNECT),
                Arguments.of(new NoRouteToHostException("No route to host"), Cause.UNREACHABLE),
                Arguments.of(new SocketException("Network is unreachable"), Cause.UNREACHABLE),
                Arguments.of(new IOException("Host is down"), Cause.UNREACHABLE),
                Arguments.of(new SocketException("Connection reset"), Cause.RESET),
                Arguments.of(new IOException("Connection reset by peer"), Cause.RESET),
                Arguments.of(new IOException("Broken pipe"), Cause.RESET),
                Arguments.of(new ClosedChannelException(), Cause.RESET),
                Arguments.of(new UnknownHostException("nowhere.invalid"), Cause.RESOLVE_FAILED),
                Arguments.of(new DecoderException(new SSLHandshakeException("no cipher")), Cause.PROTOCOL_ERROR),
                Arguments.of(new SocketException("Operation not permitted"), Cause.OTHER),
                Arguments.of(new IllegalStateException(), Cause.OTHER));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void readsTheCauseFromWhatTheNetworkThrew(Throwable thrown, Cause cause) {
        var failure = Failure.of(thrown);

        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.detail()).isNotEmpty();
    }

    @Test
    void keepsDetailsShort() {
        assertThat(new Failure(Cause.OTHER, "x".repeat(1_000)).detail()).hasSize(200);
    }
}
