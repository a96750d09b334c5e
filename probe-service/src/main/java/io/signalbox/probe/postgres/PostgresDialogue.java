package io.signalbox.probe.postgres;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.MessageDialogue;
import io.signalbox.probe.wire.ProbeAttempt;
import java.nio.charset.StandardCharsets;

/**
 * The start of a session: TLS if configured, the server's first message, and with credentials the login and one query.
 */
final class PostgresDialogue extends MessageDialogue {

    private static final int LONGEST_MESSAGE = 16_384;
    private static final int HEAD = 1 + Integer.BYTES;
    private static final byte[] TLS_REQUEST =
            new ClientMessage().number(80_877_103).withoutType();
    private static final byte[] ASK_ACCESS =
            new ClientMessage().text("SHOW transaction_read_only").ofType('Q');
    private static final byte[] TERMINATE = new ClientMessage().ofType('X');

    /** The message that the server answers next. */
    private enum Part {
        TLS,
        LOGIN,
        ACCESS
    }

    private final PostgresProtocol protocol;
    private final Authentication authentication;
    private Part part = Part.LOGIN;

    PostgresDialogue(PostgresProtocol protocol) {
        super(LONGEST_MESSAGE);
        this.protocol = protocol;
        this.authentication = new Authentication(protocol);
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        if (protocol.check().tls() == null) {
            attempt.send(protocol.startup());
        } else {
            part = Part.TLS;
            attempt.send(TLS_REQUEST);
        }
    }

    @Override
    public void secured(ProbeAttempt attempt) {
        part = Part.LOGIN;
        attempt.send(protocol.startup());
    }

    @Override
    protected boolean read(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
        if (part == Part.TLS && bytes.getByte(bytes.readerIndex()) != 'E') {
            bytesOfTls(attempt, bytes);
            return true;
        }
        if (bytes.readableBytes() < HEAD) {
            return false;
        }
        int length = bytes.getInt(bytes.readerIndex() + 1);
        if (length < Integer.BYTES || length > LONGEST_MESSAGE - 1) {
            throw new MalformedMessageException("not a message of PostgreSQL");
        }
        if (bytes.readableBytes() < 1 + length) {
            return false;
        }
        int type = bytes.readByte();
        bytes.skipBytes(Integer.BYTES);
        accept(attempt, type, bytes.readSlice(length - Integer.BYTES));
        return true;
    }

    /** One letter and nothing after it: bytes before the handshake are not authenticated. */
    private void bytesOfTls(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
        int answer = bytes.readByte();
        if (answer == 'N') {
            throw new MalformedMessageException("the server does not speak TLS");
        }
        if (answer != 'S' || hasMore()) {
            throw new MalformedMessageException("not an answer to a request for TLS");
        }
        attempt.secure();
    }

    private void accept(ProbeAttempt attempt, int type, ByteBuf body) throws MalformedMessageException {
        switch (type) {
            case 'E' -> new PostgresError(body).judge(attempt, protocol.asksLogin());
            case 'R' -> authenticate(attempt, body);
            case 'Z' -> ready(attempt);
            case 'D' -> row(attempt, body);
            case 'S', 'K', 'N', 'T', 'C', 'v' -> {
                // Parameters, keys, notices, and parts of a result.
            }
            default -> throw new MalformedMessageException("not a message of PostgreSQL");
        }
    }

    private void authenticate(ProbeAttempt attempt, ByteBuf body) throws MalformedMessageException {
        if (protocol.asksLogin()) {
            authentication.answer(attempt, body);
        } else {
            attempt.passed();
        }
    }

    private void ready(ProbeAttempt attempt) throws MalformedMessageException {
        if (!authentication.done()) {
            throw new MalformedMessageException("a session without authentication");
        }
        if (protocol.check().access() == null) {
            attempt.send(TERMINATE);
            attempt.passed();
        } else if (part == Part.LOGIN) {
            part = Part.ACCESS;
            attempt.send(ASK_ACCESS);
        }
    }

    private void row(ProbeAttempt attempt, ByteBuf body) throws MalformedMessageException {
        if (part != Part.ACCESS || body.readShort() != 1) {
            throw new MalformedMessageException("an unexpected result row");
        }
        int length = body.readInt();
        if (length < 0) {
            throw new MalformedMessageException("a result row without a value");
        }
        String value = body.readCharSequence(length, StandardCharsets.UTF_8).toString();
        Access found = value.equals("off") ? Access.WRITABLE : Access.READ_ONLY;
        if (found == protocol.check().access()) {
            attempt.send(TERMINATE);
            attempt.passed();
        } else {
            attempt.failed(Cause.WRONG_ROLE, found == Access.WRITABLE ? "it is writable" : "it is read-only");
        }
    }
}
