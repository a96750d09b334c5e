package io.signalbox.probe.mysql;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A server that asks again and again, or sends results without end. */
class HostileMysqlTest {

    private static final Credentials LOGIN = new Credentials("prober", "hunter2");
    private static final Probing PROBING = new Probing();
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};

    @AfterAll
    static void close() {
        PROBING.close();
    }

    private static ProbeResult.Failed probe(Site site) {
        var check = new Check.Mysql(site.port(), null, LOGIN, Access.WRITABLE);
        return failed(PROBING.probe(site.port(), new MysqlProtocol(check), PATIENT));
    }

    /** Greets, and repeats this packet after each packet of the client. @param sent counts them */
    private static Site repeating(byte[] packet, AtomicInteger sent) {
        return new Site(socket -> {
            greet(socket);
            for (int sequence = 2; next(socket); sequence += 2) {
                sent.incrementAndGet();
                socket.getOutputStream().write(MysqlServer.packet(sequence, packet));
            }
        });
    }

    private static void greet(Socket socket) throws Exception {
        byte[] greeting = MysqlServer.of(MysqlServer.NATIVE, MysqlServer.NATIVE, "hunter2")
                .greeting();
        socket.getOutputStream().write(MysqlServer.packet(0, greeting));
    }

    private static boolean next(Socket socket) throws Exception {
        byte[] head = socket.getInputStream().readNBytes(4);
        if (head.length < 4) {
            return false;
        }
        socket.getInputStream().skipNBytes((head[0] & 0xFF) | (head[1] & 0xFF) << 8);
        return true;
    }

    private static byte[] switching(String plugin) {
        var packet = new ByteArrayOutputStream();
        packet.write(0xFE);
        packet.writeBytes((plugin + "\0challenge_of_20bytes\0").getBytes(UTF_8));
        return packet.toByteArray();
    }

    @Test
    void switchesOfTheAuthenticationPluginAreCounted() {
        var sent = new AtomicInteger();
        try (var site = repeating(switching(MysqlServer.NATIVE), sent)) {
            var failed = probe(site);

            assertThat(failed.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(failed.detail()).isEqualTo("more than 2 switches of the authentication plugin");
            assertThat(sent).hasValue(3);
        }
    }

    @Test
    void aPluginAsksOnce() {
        try (var site = new Site(socket -> {
            greet(socket);
            next(socket);
            while (true) {
                socket.getOutputStream().write(MysqlServer.packet(2, new byte[] {1, 3}));
            }
        })) {
            assertThat(probe(site).detail()).isEqualTo("a second request of one authentication plugin");
        }
    }

    @Test
    void aResultHasTheColumnsOfTheQuery() {
        byte[] column = "\3def\0\0\0\2ro\0".getBytes(UTF_8);
        try (var site = new Site(socket -> {
            greet(socket);
            next(socket);
            socket.getOutputStream().write(MysqlServer.packet(2, OK));
            next(socket);
            socket.getOutputStream().write(MysqlServer.packet(1, new byte[] {2}));
            while (true) {
                socket.getOutputStream().write(MysqlServer.packet(2, column));
            }
        })) {
            var failed = probe(site);

            assertThat(failed.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(failed.detail()).isEqualTo("a response to another query");
        }
    }

    @Test
    void sizesAreLimited() {
        byte[][] heads = {{-1, -1, -1, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}};
        for (byte[] head : heads) {
            try (var site = new Site(socket -> {
                socket.getOutputStream().write(head);
                Site.hang(socket);
            })) {
                assertThat(probe(site).detail()).isEqualTo("not a packet of MySQL");
            }
        }
    }
}
