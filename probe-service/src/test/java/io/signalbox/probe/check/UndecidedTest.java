package io.signalbox.probe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Errors;
import io.signalbox.probe.wire.Transport;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the prober itself lacks is no failure of a site. */
class UndecidedTest {

    private static final int TOO_MANY_FILES = -24;
    private static final int NO_MEMORY = -12;

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new SocketException("Too many open files"), UndecidedReason.NO_FILES),
                Arguments.of(new IOException("Too many open files in system"), UndecidedReason.NO_FILES),
                Arguments.of(
                        new ChannelException(new SocketException("Too many open files")), UndecidedReason.NO_FILES),
                Arguments.of(
                        new ConnectException("Cannot assign requested address: /127.0.0.1:1"),
                        UndecidedReason.NO_LOCAL_PORT),
                Arguments.of(new BindException("Address already in use"), UndecidedReason.NO_LOCAL_PORT),
                Arguments.of(new SocketException("No buffer space available"), UndecidedReason.NO_MEMORY),
                Arguments.of(new ConnectException("Connection refused"), null),
                Arguments.of(new SocketException("Network is unreachable"), null),
                Arguments.of(new SSLException("a server says: too many open files"), null),
                Arguments.of(new IllegalStateException(), null));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void readsFromAnErrorWhatThisProberLacks(Throwable thrown, UndecidedReason why) {
        assertThat(UndecidedReason.of(thrown)).isEqualTo(why);
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of(TOO_MANY_FILES, UndecidedReason.NO_FILES),
                Arguments.of(NO_MEMORY, UndecidedReason.NO_MEMORY));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void knowsThemAsTheSystemTellsThem(int code, UndecidedReason why) {
        assumeTrue(Transport.best() == Transport.EPOLL);

        assertThat(UndecidedReason.of(Errors.newIOException("socket", code))).isEqualTo(why);
    }
}
