package io.signalbox.probe.redis;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check.Redis.Role;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.MessageDialogue;
import io.signalbox.probe.wire.ProbeAttempt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One command after the other, each judged by its response line. */
final class RedisDialogue extends MessageDialogue {

    private static final int LONGEST_ANSWER = 4_096;
    private static final byte[] PING = RedisProtocol.command(List.of("PING"));
    private static final byte[] ROLE = RedisProtocol.command(List.of("ROLE"));

    private static final Pattern CODE = Pattern.compile("-(?<code>[A-Z]{1,30})( .*)?");
    private static final Set<String> DENIED = Set.of("NOAUTH", "WRONGPASS", "NOPERM", "DENIED");
    private static final Set<String> BUSY = Set.of("LOADING", "MASTERDOWN", "BUSY", "CLUSTERDOWN");
    private static final String FULL = "-ERR max number of clients reached";

    /** The command that the server answers next. */
    private enum Part {
        AUTH,
        PONG,
        ROLE,
        ROLE_LENGTH,
        ROLE_NAME
    }

    private final byte @Nullable [] auth;
    private final @Nullable Role role;
    private Part part;

    RedisDialogue(byte @Nullable [] auth, @Nullable Role role) {
        super(LONGEST_ANSWER);
        this.auth = auth;
        this.role = role;
        this.part = auth == null ? Part.PONG : Part.AUTH;
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        attempt.send(auth == null ? PING : auth);
    }

    @Override
    protected boolean read(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
        int length = bytes.bytesBefore((byte) '\n');
        if (length < 0) {
            return false;
        }
        String line = bytes.readCharSequence(length, StandardCharsets.UTF_8).toString();
        bytes.skipBytes(1);
        accept(attempt, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        return true;
    }

    private void accept(ProbeAttempt attempt, String line) throws MalformedMessageException {
        if (line.startsWith("-")) {
            refused(attempt, line);
            return;
        }
        switch (part) {
            case AUTH -> {
                expect(line.equals("+OK"));
                next(attempt, Part.PONG, PING);
            }
            case PONG -> {
                expect(line.equals("+PONG"));
                pongCame(attempt);
            }
            case ROLE -> {
                expect(line.startsWith("*"));
                part = Part.ROLE_LENGTH;
            }
            case ROLE_LENGTH -> {
                expect(line.startsWith("$"));
                part = Part.ROLE_NAME;
            }
            case ROLE_NAME -> judge(attempt, line);
        }
    }

    private void pongCame(ProbeAttempt attempt) {
        if (role == null) {
            attempt.passed();
        } else {
            next(attempt, Part.ROLE, ROLE);
        }
    }

    private void next(ProbeAttempt attempt, Part next, byte[] command) {
        part = next;
        attempt.send(command);
    }

    private void judge(ProbeAttempt attempt, String name) throws MalformedMessageException {
        boolean master = name.equals("master");
        expect(master || name.equals("slave") || name.equals("sentinel"));
        if (role == Role.MASTER == master && !name.equals("sentinel")) {
            attempt.passed();
        } else {
            attempt.failed(
                    Cause.WRONG_ROLE,
                    "role " + (name.equals("slave") ? "replica" : name) + ", expected "
                            + String.valueOf(role).toLowerCase(Locale.ROOT));
        }
    }

    private void refused(ProbeAttempt attempt, String line) {
        var code = CODE.matcher(line);
        String word = code.matches() ? code.group("code") : "an error";
        if (line.equals(FULL)) {
            attempt.failed(Cause.NOT_READY, "the server takes no more clients");
        } else if (BUSY.contains(word)) {
            attempt.failed(Cause.NOT_READY, "answered " + word);
        } else if (part == Part.AUTH || DENIED.contains(word)) {
            attempt.failed(Cause.ACCESS_DENIED, "answered " + word);
        } else {
            attempt.failed(Cause.WRONG_ANSWER, "answered " + word);
        }
    }

    private static void expect(boolean understood) throws MalformedMessageException {
        if (!understood) {
            throw new MalformedMessageException("not an answer of Redis");
        }
    }
}
