package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
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
        try (var hole = new BlackHole()) {
            assertThat(cause(PROBING.tcp("127.0.0.1", hole.port(), IMPATIENT))).isEqualTo(Cause.TIMEOUT_CONNECT);
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
            var target =
                    ProbeTarget.of("127.0.0.1", site.port(), Optional.empty(), ConnectOnlyProtocol.INSTANCE, PATIENT);

            assertThat(probing.undecided(probing.network().checker(target))).isEqualTo(UndecidedReason.NO_LOCAL_PORT);
        }
    }
}
