package io.signalbox.probe.postgres;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.RecordedAttempt;
import io.signalbox.probe.sites.Site;
import java.io.DataInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A server that asks again and again, or for work without end. */
class HostilePostgresTest {

    private static final Credentials LOGIN = new Credentials("prober", "hunter2");
    private static final Probing PROBING = new Probing();
    private static final int OK = 0;
    private static final int MD5 = 5;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final String MECHANISMS = "SCRAM-SHA-256\0\0";
    private static final int OWN_NONCE = 24;

    @AfterAll
    static void close() {
        PROBING.close();
    }

    private static PostgresProtocol protocol(int port) {
        return new PostgresProtocol(new Check.Postgres(port, null, LOGIN, "postgres", null));
    }

    private static ProbeResult.Failed probe(Site site) {
        return failed(PROBING.probe(site.port(), protocol(site.port()), PATIENT));
    }

    private static byte[] request(int type, String text) {
        return new ClientMessage()
                .number(type)
                .bytes(text.getBytes(StandardCharsets.UTF_8))
                .ofType('R');
    }

    /** Says these messages at once after the startup message. */
    private static Site saying(byte[]... messages) {
        return new Site(socket -> {
            var in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(in.readInt() - Integer.BYTES);
            for (byte[] message : messages) {
                socket.getOutputStream().write(message);
            }
            Site.hang(socket);
        });
    }

    /** Begins a SCRAM exchange again and again, each time with another salt. @param challenges counts them */
    private static Site demanding(int iterations, AtomicInteger challenges) {
        return new Site(socket -> {
            var in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(in.readInt() - Integer.BYTES);
            while (true) {
                socket.getOutputStream().write(request(SASL, MECHANISMS));
                challenges.incrementAndGet();
                String first = message(in);
                String nonce = first.substring(first.indexOf("r=") + 2);
                String salt = "c2FsdA" + "abcdefghijklmnop".charAt(challenges.get() % 16) + "=";
                socket.getOutputStream()
                        .write(request(SASL_CONTINUE, "r=" + nonce + "x,s=" + salt + ",i=" + iterations));
                message(in);
            }
        });
    }

    private static String message(DataInputStream in) throws Exception {
        in.skipNBytes(1);
        return new String(in.readNBytes(in.readInt() - Integer.BYTES), StandardCharsets.UTF_8);
    }

    @Test
    void aSecondScramExchangeIsAProtocolError() {
        var challenges = new AtomicInteger();
        try (var site = demanding(4_096, challenges)) {
            var failed = probe(site);

            assertThat(failed.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(failed.detail()).isEqualTo("an authentication request out of turn");
            await().untilAsserted(() -> assertThat(site.badEnds()).isNotEmpty());
            assertThat(challenges).hasValue(2);
        }
    }

    @Test
    void oneLoginUsesOneMethod() {
        var scramAfterMd5 = new byte[][] {request(MD5, "salt"), request(SASL, MECHANISMS)};
        var md5AfterMd5 = new byte[][] {request(MD5, "salt"), request(MD5, "pepp")};
        var challengeAfterMd5 = new byte[][] {request(MD5, "salt"), request(SASL_CONTINUE, "r=x,s=c2FsdA==,i=1")};
        var consentTwice = new byte[][] {request(OK, ""), request(OK, "")};
        var scramAfterConsent = new byte[][] {request(OK, ""), request(SASL, MECHANISMS)};
        for (byte[][] messages :
                Arrays.asList(scramAfterMd5, md5AfterMd5, challengeAfterMd5, consentTwice, scramAfterConsent)) {
            try (var site = saying(messages)) {
                assertThat(probe(site).detail()).isEqualTo("an authentication request out of turn");
            }
        }
    }

    @Test
    void theNumberOfIterationsIsLimited() {
        try (var site = demanding(50_001, new AtomicInteger())) {
            assertThat(probe(site).detail()).isEqualTo("SCRAM with 50001 iterations, expected 1 to 50000");
        }
    }

    @Test
    void keysAreDerivedOffTheEventLoopAndNothingIsReadMeanwhile() {
        var attempt = new RecordedAttempt();
        var dialogue = protocol(1).begin();
        dialogue.opened(attempt);
        dialogue.received(attempt, Unpooled.wrappedBuffer(request(SASL, MECHANISMS)));
        String first = new String(attempt.sent().getLast(), StandardCharsets.UTF_8);
        String nonce = first.substring(first.length() - OWN_NONCE);
        byte[] challenge = request(SASL_CONTINUE, "r=" + nonce + "x,s=c2FsdA==,i=50000");

        dialogue.received(attempt, Unpooled.wrappedBuffer(challenge));

        assertThat(attempt.hasWork()).isTrue();
        assertThat(attempt.sent()).hasSize(2);
        attempt.work();
        assertThat(attempt.sent()).hasSize(3);
        assertThat(attempt.over()).isFalse();
        dialogue.received(attempt, Unpooled.wrappedBuffer(challenge));
        assertThat(attempt.failure()).isNotNull();
        assertThat(attempt.hasWork()).isFalse();
    }

    @Test
    void noticesWithoutEndAreAProtocolError() {
        byte[] notice = new ClientMessage().text("N".repeat(10_000)).ofType('N');
        try (var site = new Site(socket -> {
            while (true) {
                socket.getOutputStream().write(notice);
            }
        })) {
            assertThat(probe(site).detail()).isEqualTo("more than 4194304 bytes without an end");
        }
    }
}
