package io.signalbox.probe.postgres;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A refusal, known by its SQLSTATE. What else the server says of it is not told further. */
final class ServerError {

    /** Stopped by hand, after a crash, and starting or stopping just now. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03");

    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String AUTHORIZATION = "28";

    private final String state;

    ServerError(ByteBuf fields) throws Malformed {
        this.state = state(fields);
    }

    private static String state(ByteBuf fields) throws Malformed {
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
        throw new Malformed("an error without a code");
    }

    /** Without a login every refusal but one says that the server is there. */
    void judge(Attempt attempt, boolean asksLogin) {
        if (AWAY.contains(state)) {
            attempt.failed(Cause.NOT_READY, "SQLSTATE " + state + ": the server is starting or stopping");
        } else if (!asksLogin) {
            attempt.passed();
        } else if (state.equals(TOO_MANY_CONNECTIONS)) {
            attempt.failed(Cause.NOT_READY, "SQLSTATE " + state + ": the server takes no more connections");
        } else if (state.startsWith(AUTHORIZATION)) {
            attempt.failed(Cause.ACCESS_DENIED, "SQLSTATE " + state + ": the server does not let this user in");
        } else {
            attempt.failed(Cause.WRONG_ANSWER, "SQLSTATE " + state);
        }
    }
}
