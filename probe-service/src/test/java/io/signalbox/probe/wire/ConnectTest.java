package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Cause;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ConnectTest {

    private static final Probing PROBING = new Probing();

    @AfterAll
    static void close() {
        PROBING.close();
    }

    @Test
    void passesWhenTheConnectionStands() {
        try (var site = new Site(Site::hang)) {
            assertThat(PROBING.tcp("127.0.0.1", site.port(), PATIENT).passed()).isTrue();
        }
    }

    @Test
    void resolvesNames() {
        try (var site = new Site(Site::hang)) {
            assertThat(PROBING.tcp("localhost", site.port(), PATIENT).passed()).isTrue();
        }
    }

    @Test
    void tellsARefusal() {
        var site = new Site(Site::hang);
        site.close();

        assertThat(cause(PROBING.tcp("127.0.0.1", site.port(), PATIENT))).isEqualTo(Cause.REFUSED);
    }

    @Test
    void tellsANameThatIsNotThere() {
        assertThat(cause(PROBING.tcp("nowhere.invalid", 80, IMPATIENT))).isEqualTo(Cause.RESOLVE_FAILED);
    }

    @Test
    void tellsASiteThatSwallowsPackets() throws IOException {
        // Linux drops what asks for a connection while the queue of the accepted is full.
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var waiting = new ArrayList<SocketChannel>();
            for (int i = 0; i < 8; i++) {
                var channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()));
                waiting.add(channel);
            }

            assertThat(cause(PROBING.tcp("127.0.0.1", full.getLocalPort(), IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_CONNECT);
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void connectsFromTheSourceAddress() throws Exception {
        var sources = new SynchronousQueue<String>();
        try (var probing = new Probing(null, InetAddress.ofLiteral("127.0.0.77"));
                var site =
                        new Site(socket -> sources.put(socket.getInetAddress().getHostAddress()))) {
            assertThat(probing.tcp("127.0.0.1", site.port(), PATIENT).passed()).isTrue();
            assertThat(sources.take()).isEqualTo("127.0.0.77");
        }
    }

    @Test
    void aSourceAddressThatIsNotOursIsNoFaultOfTheSite() {
        try (var probing = new Probing(null, InetAddress.ofLiteral("192.0.2.1"));
                var site = new Site(Site::hang)) {
            assertThat(cause(probing.tcp("127.0.0.1", site.port(), PATIENT))).isEqualTo(Cause.OTHER);
        }
    }
}
