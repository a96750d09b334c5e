package io.signalbox.probe.redis;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.ProbeDialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends AUTH if credentials are configured, then PING. */
public final class RedisProtocol implements ProbeDialogue.Protocol {

    public static final CheckKind<Check.Redis> KIND =
            CheckKind.ofConnection(Check.Redis.class, setup -> new RedisProtocol(setup.check()));

    private final byte @Nullable [] auth;
    private final Check.Redis.@Nullable Role role;

    public RedisProtocol(Check.Redis check) {
        var credentials = check.credentials();
        this.auth = credentials.password().isEmpty()
                ? null
                : credentials.user().isEmpty()
                        ? command(List.of("AUTH", credentials.password()))
                        : command(List.of("AUTH", credentials.user(), credentials.password()));
        this.role = check.role();
    }

    @Override
    public ProbeDialogue begin() {
        return new RedisDialogue(auth, role);
    }

    /** Encodes an array of bulk strings, which are binary-safe. */
    static byte[] command(List<String> words) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii("*" + words.size() + "\r\n"));
        for (String word : words) {
            byte[] content = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ascii("$" + content.length + "\r\n"));
            bytes.writeBytes(content);
            bytes.writeBytes(ascii("\r\n"));
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
