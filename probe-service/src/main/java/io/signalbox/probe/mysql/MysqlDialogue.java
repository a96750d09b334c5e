package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Malformed;
import io.signalbox.probe.wire.MessageDialogue;
import org.jspecify.annotations.Nullable;

/** The start of a session: the server's greeting, TLS where asked, and with a login the login and one question. */
final class MysqlDialogue extends MessageDialogue {

    private static final int LONGEST_PACKET = 16_384;
    private static final int HEAD = 4;
    private static final int ERROR = 0xFF;
    /** Aurora's readers say so in the second, all others in the first. */
    private static final byte[] ASK_ACCESS = Packets.query("SELECT @@global.read_only, @@global.innodb_read_only");

    private enum Part {
        GREETING,
        TLS,
        LOGIN,
        ACCESS
    }

    private final Check.Mysql check;
    private final AccessAnswer answer = new AccessAnswer();
    private Part part = Part.GREETING;
    private @Nullable Session session;
    /** Of the packet that was read last. */
    private int sequence;

    MysqlDialogue(Check.Mysql check) {
        super(LONGEST_PACKET);
        this.check = check;
    }

    @Override
    public void opened(Attempt attempt) {
        // The server speaks first.
    }

    @Override
    protected boolean read(Attempt attempt, ByteBuf bytes) throws Malformed {
        if (bytes.readableBytes() < HEAD) {
            return false;
        }
        int length = bytes.getUnsignedMediumLE(bytes.readerIndex());
        if (length == 0 || length > LONGEST_PACKET - HEAD) {
            throw new Malformed("not a packet of MySQL");
        }
        if (bytes.readableBytes() < HEAD + length) {
            return false;
        }
        sequence = bytes.skipBytes(HEAD - 1).readUnsignedByte();
        accept(attempt, bytes.readSlice(length));
        return true;
    }

    private void accept(Attempt attempt, ByteBuf packet) throws Malformed {
        if (packet.getUnsignedByte(packet.readerIndex()) == ERROR) {
            ServerError.read(packet.skipBytes(1)).tell(attempt);
            return;
        }
        switch (part) {
            case GREETING -> greeted(attempt, Greeting.read(packet));
            case TLS -> throw new Malformed("a packet before the TLS handshake");
            case LOGIN -> goOn(attempt, packet);
            case ACCESS -> judge(attempt, packet);
        }
    }

    private void greeted(Attempt attempt, Greeting greeting) throws Malformed {
        session = new Session(check, greeting);
        if (check.tls() == null) {
            logIn(attempt);
            return;
        }
        if (!greeting.can(Packets.TLS)) {
            throw new Malformed("the server does not speak TLS");
        }
        if (hasMore()) {
            throw new Malformed("a packet before the TLS handshake");
        }
        part = Part.TLS;
        attempt.send(Packets.tlsRequest(++sequence));
        attempt.secure();
    }

    @Override
    public void secured(Attempt attempt) {
        logIn(attempt);
    }

    private void logIn(Attempt attempt) {
        if (session == null || check.login().user().isEmpty()) {
            attempt.passed();
        } else {
            part = Part.LOGIN;
            session.begin(attempt, sequence + 1);
        }
    }

    private void goOn(Attempt attempt, ByteBuf packet) throws Malformed {
        if (session == null || !session.goOn(attempt, packet, sequence + 1)) {
            return;
        }
        if (check.access() == null) {
            finish(attempt);
        } else {
            part = Part.ACCESS;
            attempt.send(ASK_ACCESS);
        }
    }

    private void judge(Attempt attempt, ByteBuf packet) throws Malformed {
        Access found = answer.read(packet);
        if (found == check.access()) {
            finish(attempt);
        } else if (found != null) {
            attempt.failed(Cause.WRONG_ROLE, found == Access.WRITABLE ? "it is writable" : "it is read-only");
        }
    }

    private static void finish(Attempt attempt) {
        attempt.send(Packets.quit());
        attempt.passed();
    }
}
