package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.ProbeAttempt;
import java.util.Arrays;
import java.util.Objects;

/** One login with the authentication plugin that the server asks for. Each request of the server is limited in number. */
final class MysqlLogin {

    private static final int OK = 0x00;
    private static final int MORE = 0x01;
    private static final int OTHER_WAY = 0xFE;
    /** Values after {@link #MORE}: the server has cached the password's hash, or wants the cleartext password. */
    private static final int KNOWN = 3;

    private static final int WANTED = 4;

    /** MySQL switches once. MariaDB tries the plugins of a user one after the other; more than two are rare. */
    private static final int MOST_SWITCHES = 2;

    private final Check.Mysql check;
    private final Greeting greeting;
    private final Password password;
    private int switches;
    /** The last value after {@link #MORE}; 0 for none. */
    private int said;

    MysqlLogin(Check.Mysql check, Greeting greeting) {
        this.check = check;
        this.greeting = greeting;
        this.password = new Password(check.credentials().password());
    }

    /** Uses the greeting's plugin; if that is unknown, the oldest one, which the server may switch. */
    void begin(ProbeAttempt attempt, int sequence) {
        String plugin = greeting.plugin().equals(Password.CACHING_SHA2) ? Password.CACHING_SHA2 : Password.NATIVE;
        byte[] hashed = Objects.requireNonNull(password.hashed(plugin, greeting.challenge()), plugin);
        attempt.send(
                Packets.login(sequence, check.tls() != null, check.credentials().user(), hashed, plugin));
    }

    /** @return whether the login is complete */
    boolean goOn(ProbeAttempt attempt, ByteBuf packet, int sequence) throws MalformedMessageException {
        switch (packet.readUnsignedByte()) {
            case OK -> {
                return true;
            }
            case MORE -> more(attempt, packet.readUnsignedByte(), sequence);
            case OTHER_WAY -> otherWay(attempt, packet, sequence);
            default -> throw new MalformedMessageException("not a packet of a login to MySQL");
        }
        return false;
    }

    private void more(ProbeAttempt attempt, int now, int sequence) throws MalformedMessageException {
        if (said != 0) {
            throw new MalformedMessageException("a second request of one authentication plugin");
        }
        said = now;
        if (said == WANTED && check.tls() == null) {
            attempt.failed(Cause.ACCESS_DENIED, "the server wants the cleartext password, which is sent over TLS only");
        } else if (said == WANTED) {
            byte[] clear = password.clear();
            attempt.send(Packets.bytes(sequence, Arrays.copyOf(clear, clear.length + 1)));
        } else if (said != KNOWN) {
            throw new MalformedMessageException("not a packet of a login to MySQL");
        }
    }

    private void otherWay(ProbeAttempt attempt, ByteBuf packet, int sequence) throws MalformedMessageException {
        if (++switches > MOST_SWITCHES) {
            throw new MalformedMessageException(
                    "more than " + MOST_SWITCHES + " switches of the authentication plugin");
        }
        said = 0;
        String plugin = Greeting.text(packet);
        var challenge = new byte[Greeting.CHALLENGE_BYTES];
        packet.readBytes(challenge, 0, Math.min(challenge.length, packet.readableBytes()));
        byte[] hashed = password.hashed(plugin, challenge);
        if (hashed == null) {
            attempt.failed(Cause.ACCESS_DENIED, "the server wants an unsupported authentication plugin");
        } else {
            attempt.send(Packets.bytes(sequence, hashed));
        }
    }
}
