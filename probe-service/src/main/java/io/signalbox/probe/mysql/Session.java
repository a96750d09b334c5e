package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Malformed;
import java.util.Arrays;
import java.util.Objects;

/** One login, in the way that the server wants it. */
final class Session {

    private static final int OK = 0x00;
    private static final int MORE = 0x01;
    private static final int OTHER_WAY = 0xFE;
    /** What {@link #MORE} says of a password that the server knows from earlier, or has to be told. */
    private static final int KNOWN = 3;

    private static final int WANTED = 4;

    private final Check.Mysql check;
    private final Greeting greeting;
    private final Password password;

    Session(Check.Mysql check, Greeting greeting) {
        this.check = check;
        this.greeting = greeting;
        this.password = new Password(check.login().password());
    }

    /** In the way of the greeting; where that is not known, in the oldest one, which the server may replace. */
    void begin(Attempt attempt, int sequence) {
        String plugin = greeting.plugin().equals(Password.CACHING_SHA2) ? Password.CACHING_SHA2 : Password.NATIVE;
        byte[] hashed = Objects.requireNonNull(password.hashed(plugin, greeting.challenge()), plugin);
        attempt.send(Packets.login(sequence, check.tls() != null, check.login().user(), hashed, plugin));
    }

    /** @return whether the user has been let in */
    boolean goOn(Attempt attempt, ByteBuf packet, int sequence) throws Malformed {
        switch (packet.readUnsignedByte()) {
            case OK -> {
                return true;
            }
            case MORE -> more(attempt, packet.readUnsignedByte(), sequence);
            case OTHER_WAY -> otherWay(attempt, packet, sequence);
            default -> throw new Malformed("not a packet of a login to MySQL");
        }
        return false;
    }

    private void more(Attempt attempt, int said, int sequence) throws Malformed {
        if (said == WANTED && check.tls() == null) {
            attempt.failed(Cause.ACCESS_DENIED, "the server wants the password itself, which is said over TLS only");
        } else if (said == WANTED) {
            byte[] clear = password.clear();
            attempt.send(Packets.bytes(sequence, Arrays.copyOf(clear, clear.length + 1)));
        } else if (said != KNOWN) {
            throw new Malformed("not a packet of a login to MySQL");
        }
    }

    private void otherWay(Attempt attempt, ByteBuf packet, int sequence) {
        String plugin = Greeting.text(packet);
        var challenge = new byte[Greeting.CHALLENGE_BYTES];
        packet.readBytes(challenge, 0, Math.min(challenge.length, packet.readableBytes()));
        byte[] hashed = password.hashed(plugin, challenge);
        if (hashed == null) {
            attempt.failed(Cause.ACCESS_DENIED, "the server wants another way to log in than is known here");
        } else {
            attempt.send(Packets.bytes(sequence, hashed));
        }
    }
}
