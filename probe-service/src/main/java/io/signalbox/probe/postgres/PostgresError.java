package io.signalbox.probe.postgres;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.ProbeAttempt;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** An error response, identified by its SQLSTATE. The server's text is dropped. */
final class PostgresError {

    /** Administrator shutdown, crash shutdown, cannot connect now. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03");

    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String AUTHORIZATION = "28";

    private final String state;

    PostgresError(ByteBuf fields) throws MalformedMessageException {
        this.state = state(fields);
    }

    private static String state(ByteBuf fields) throws MalformedMessageException {
        for (byte field = fields.readByte(); field != 0; field = fields.readByte()) {
            int length = fields.bytesBefore((byte) 0);
            if (length < 0) {
                break;
            }
            String text =
                    fields.readCharSequence(length, StandardCharsets.UTF_8).toString();
            fields.skipBytes(1);
            if (field == 'C' && text.length() == 5) {
                return text;
            }
        }
        throw new MalformedMessageException("an error without an SQLSTATE");
    }

    /** Without credentials, any error but a starting or stopping server proves that the server is there. */
    void judge(ProbeAttempt attempt, boolean asksLogin) {
        if (AWAY.contains(state)) {
            attempt.failed(Cause.NOT_READY, "SQLSTATE " + state + ": the server is starting or stopping");
        } else if (!asksLogin) {
            attempt.passed();
        } else if (state.equals(TOO_MANY_CONNECTIONS)) {
            attempt.failed(Cause.NOT_READY, "SQLSTATE " + state + ": the server takes no more connections");
        } else if (state.startsWith(AUTHORIZATION)) {
            attempt.failed(Cause.ACCESS_DENIED, "SQLSTATE " + state + ": access denied for this user");
        } else {
            attempt.failed(Cause.WRONG_ANSWER, "SQLSTATE " + state);
        }
    }
}
