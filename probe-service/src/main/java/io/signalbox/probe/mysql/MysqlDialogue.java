package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.MessageDialogue;
import io.signalbox.probe.wire.ProbeAttempt;
import org.jspecify.annotations.Nullable;

/** The start of a session: greeting, TLS if configured, and with credentials the login and one query. */
final class MysqlDialogue extends MessageDialogue {

    private static final int LONGEST_PACKET = 16_384;
    private static final int HEAD = 4;
    private static final int ERROR = 0xFF;
    /** Aurora readers set the second variable, all other servers the first. */
    private static final byte[] ASK_ACCESS = Packets.query("SELECT @@global.read_only, @@global.innodb_read_only");

    private enum Part {
        GREETING,
        TLS,
        LOGIN,
        ACCESS
    }

    private final Check.Mysql check;
    private final AccessResponse answer = new AccessResponse();
    private Part part = Part.GREETING;
    private @Nullable MysqlLogin session;
    /** Sequence number of the last packet read. */
    private int sequence;

    MysqlDialogue(Check.Mysql check) {
        super(LONGEST_PACKET);
        this.check = check;
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        // The server sends first.
    }

    @Override
    protected boolean read(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
        if (bytes.readableBytes() < HEAD) {
            return false;
        }
        int length = bytes.getUnsignedMediumLE(bytes.readerIndex());
        if (length == 0 || length > LONGEST_PACKET - HEAD) {
            throw new MalformedMessageException("not a packet of MySQL");
        }
        if (bytes.readableBytes() < HEAD + length) {
            return false;
        }
        sequence = bytes.skipBytes(HEAD - 1).readUnsignedByte();
        accept(attempt, bytes.readSlice(length));
        return true;
    }

    private void accept(ProbeAttempt attempt, ByteBuf packet) throws MalformedMessageException {
        if (packet.getUnsignedByte(packet.readerIndex()) == ERROR) {
            MysqlError.read(packet.skipBytes(1)).tell(attempt);
            return;
        }
        switch (part) {
            case GREETING -> greeted(attempt, Greeting.read(packet));
            case TLS -> throw new MalformedMessageException("a packet before the TLS handshake");
            case LOGIN -> goOn(attempt, packet);
            case ACCESS -> judge(attempt, packet);
        }
    }

    private void greeted(ProbeAttempt attempt, Greeting greeting) throws MalformedMessageException {
        session = new MysqlLogin(check, greeting);
        if (check.tls() == null) {
            logIn(attempt);
            return;
        }
        if (!greeting.can(Packets.TLS)) {
            throw new MalformedMessageException("the server does not speak TLS");
        }
        if (hasMore()) {
            throw new MalformedMessageException("a packet before the TLS handshake");
        }
        part = Part.TLS;
        attempt.send(Packets.tlsRequest(++sequence));
        attempt.secure();
    }

    @Override
    public void secured(ProbeAttempt attempt) {
        logIn(attempt);
    }

    private void logIn(ProbeAttempt attempt) {
        if (session == null || check.credentials().user().isEmpty()) {
            attempt.passed();
        } else {
            part = Part.LOGIN;
            session.begin(attempt, sequence + 1);
        }
    }

    private void goOn(ProbeAttempt attempt, ByteBuf packet) throws MalformedMessageException {
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

    private void judge(ProbeAttempt attempt, ByteBuf packet) throws MalformedMessageException {
        Access found = answer.read(packet);
        if (found == check.access()) {
            finish(attempt);
        } else if (found != null) {
            attempt.failed(Cause.WRONG_ROLE, found == Access.WRITABLE ? "it is writable" : "it is read-only");
        }
    }

    private static void finish(ProbeAttempt attempt) {
        attempt.send(Packets.quit());
        attempt.passed();
    }
}
