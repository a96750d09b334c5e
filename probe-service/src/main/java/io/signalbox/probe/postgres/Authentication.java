package io.signalbox.probe.postgres;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.ProbeAttempt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers the server's authentication requests: one method, and each of its messages once. A server that asks again
 * could make the prober derive keys, or hash challenges, without end.
 */
final class Authentication {

    private static final int OK = 0;
    private static final int CLEARTEXT = 3;
    private static final int MD5 = 5;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final int SALT_BYTES = 4;

    /** The message that the server may send next. */
    private enum Next {
        METHOD,
        SCRAM_CHALLENGE,
        /** None: the answer to the challenge is not sent yet. */
        NOTHING,
        SCRAM_PROOF,
        CONSENT
    }

    private final PostgresProtocol protocol;
    private Next next = Next.METHOD;
    private @Nullable Scram scram;
    private boolean done;

    Authentication(PostgresProtocol protocol) {
        this.protocol = protocol;
    }

    /** True if the login is complete. */
    boolean done() {
        return done;
    }

    void answer(ProbeAttempt attempt, ByteBuf body) throws MalformedMessageException {
        int wanted = body.readInt();
        if (wanted != OK && login().password().isEmpty()) {
            attempt.failed(Cause.ACCESS_DENIED, "the server wants a password, and none is configured");
            return;
        }
        switch (wanted) {
            case OK -> letIn();
            case CLEARTEXT -> cleartext(attempt);
            case MD5 -> {
                expect(Next.METHOD, Next.CONSENT);
                attempt.send(password(md5(body)));
            }
            case SASL -> beginScram(attempt, body);
            case SASL_CONTINUE -> goOn(attempt, body);
            case SASL_FINAL -> {
                expect(Next.SCRAM_PROOF, Next.CONSENT);
                scram().verify(rest(body));
            }
            default -> attempt.failed(Cause.ACCESS_DENIED, "the server wants authentication type " + wanted);
        }
    }

    private void expect(Next due, Next then) throws MalformedMessageException {
        if (next != due) {
            throw new MalformedMessageException("an authentication request out of turn");
        }
        next = then;
    }

    private Credentials login() {
        return protocol.check().credentials();
    }

    /** With SCRAM, the server must have proved that it knows the password. */
    private void letIn() throws MalformedMessageException {
        if (scram != null && !scram.verified()) {
            throw new MalformedMessageException("the server has not shown that it knows the password");
        }
        if (done) {
            throw new MalformedMessageException("an authentication request out of turn");
        }
        done = true;
        next = Next.NOTHING;
    }

    private void cleartext(ProbeAttempt attempt) throws MalformedMessageException {
        expect(Next.METHOD, Next.CONSENT);
        if (protocol.check().tls() == null) {
            attempt.failed(Cause.ACCESS_DENIED, "the server wants the cleartext password, which is sent over TLS only");
        } else {
            attempt.send(password(login().password()));
        }
    }

    private static byte[] password(String text) {
        return new ClientMessage().text(text).ofType('p');
    }

    private void beginScram(ProbeAttempt attempt, ByteBuf mechanisms) throws MalformedMessageException {
        expect(Next.METHOD, Next.SCRAM_CHALLENGE);
        if (!rest(mechanisms).contains(Scram.MECHANISM + "\0")) {
            attempt.failed(Cause.ACCESS_DENIED, "the server does not offer " + Scram.MECHANISM);
            return;
        }
        scram = new Scram(protocol.password());
        byte[] first = utf8(scram.first());
        attempt.send(new ClientMessage()
                .text(Scram.MECHANISM)
                .number(first.length)
                .bytes(first)
                .ofType('p'));
    }

    /** Deriving the key takes many milliseconds: the server says how many. */
    private void goOn(ProbeAttempt attempt, ByteBuf body) throws MalformedMessageException {
        expect(Next.SCRAM_CHALLENGE, Next.NOTHING);
        String challenge = rest(body);
        Scram exchange = scram();
        attempt.offLoop(() -> {
            byte[] answer =
                    new ClientMessage().bytes(utf8(exchange.last(challenge))).ofType('p');
            return () -> {
                next = Next.SCRAM_PROOF;
                attempt.send(answer);
            };
        });
    }

    private Scram scram() {
        return Objects.requireNonNull(scram, "no SCRAM exchange has begun");
    }

    private String md5(ByteBuf salt) {
        var bytes = new byte[SALT_BYTES];
        salt.readBytes(bytes);
        return "md5" + md5(utf8(md5(utf8(login().password() + login().user()), new byte[0])), bytes);
    }

    private static String md5(byte[] text, byte[] salt) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            digest.update(text);
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rest(ByteBuf body) {
        return body.readCharSequence(body.readableBytes(), StandardCharsets.UTF_8)
                .toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
