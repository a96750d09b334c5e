package io.signalbox.probe.postgres;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Malformed;
import io.signalbox.probe.wire.MessageDialogue;
import java.nio.charset.StandardCharsets;

/** The start of a session: TLS where asked, the server's first word, and with a login the login and one question. */
final class PostgresDialogue extends MessageDialogue {

    private static final int LONGEST_MESSAGE = 16_384;
    private static final int HEAD = 1 + Integer.BYTES;
    private static final byte[] TLS_REQUEST =
            new ClientMessage().number(80_877_103).withoutType();
    private static final byte[] ASK_ACCESS =
            new ClientMessage().text("SHOW transaction_read_only").ofType('Q');
    private static final byte[] TERMINATE = new ClientMessage().ofType('X');

    /** What the server's next word answers. */
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
    public void opened(Attempt attempt) {
        if (protocol.check().tls() == null) {
            attempt.send(protocol.startup());
        } else {
            part = Part.TLS;
            attempt.send(TLS_REQUEST);
        }
    }

    @Override
    public void secured(Attempt attempt) {
        part = Part.LOGIN;
        attempt.send(protocol.startup());
    }

    @Override
    protected boolean read(Attempt attempt, ByteBuf bytes) throws Malformed {
        if (part == Part.TLS && bytes.getByte(bytes.readerIndex()) != 'E') {
            bytesOfTls(attempt, bytes);
            return true;
        }
        if (bytes.readableBytes() < HEAD) {
            return false;
        }
        int length = bytes.getInt(bytes.readerIndex() + 1);
        if (length < Integer.BYTES || length > LONGEST_MESSAGE - 1) {
            throw new Malformed("not a message of PostgreSQL");
        }
        if (bytes.readableBytes() < 1 + length) {
            return false;
        }
        int type = bytes.readByte();
        bytes.skipBytes(Integer.BYTES);
        accept(attempt, type, bytes.readSlice(length - Integer.BYTES));
        return true;
    }

    /** One letter, and nothing behind it: what came before the handshake would be nobody's word. */
    private void bytesOfTls(Attempt attempt, ByteBuf bytes) throws Malformed {
        int answer = bytes.readByte();
        if (answer == 'N') {
            throw new Malformed("the server does not speak TLS");
        }
        if (answer != 'S' || hasMore()) {
            throw new Malformed("not an answer to a request for TLS");
        }
        attempt.secure();
    }

    private void accept(Attempt attempt, int type, ByteBuf body) throws Malformed {
        switch (type) {
            case 'E' -> new ServerError(body).judge(attempt, protocol.asksLogin());
            case 'R' -> authenticate(attempt, body);
            case 'Z' -> ready(attempt);
            case 'D' -> row(attempt, body);
            case 'S', 'K', 'N', 'T', 'C', 'v' -> {
                // Settings, keys and notices, and what goes with an answer.
            }
            default -> throw new Malformed("not a message of PostgreSQL");
        }
    }

    private void authenticate(Attempt attempt, ByteBuf body) throws Malformed {
        if (protocol.asksLogin()) {
            authentication.answer(attempt, body);
        } else {
            attempt.passed();
        }
    }

    private void ready(Attempt attempt) throws Malformed {
        if (!authentication.done()) {
            throw new Malformed("a session without a login");
        }
        if (protocol.check().access() == null) {
            attempt.send(TERMINATE);
            attempt.passed();
        } else if (part == Part.LOGIN) {
            part = Part.ACCESS;
            attempt.send(ASK_ACCESS);
        }
    }

    private void row(Attempt attempt, ByteBuf body) throws Malformed {
        if (part != Part.ACCESS || body.readShort() != 1) {
            throw new Malformed("an answer that nobody asked for");
        }
        int length = body.readInt();
        if (length < 0) {
            throw new Malformed("an answer without a value");
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
