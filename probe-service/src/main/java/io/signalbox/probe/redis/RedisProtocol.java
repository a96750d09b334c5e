package io.signalbox.probe.redis;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Dialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said to a server of Redis: who one is, where that is wanted, and PING. */
public final class RedisProtocol implements Dialogue.Protocol {

    private final byte @Nullable [] auth;
    private final Check.Redis.@Nullable Role role;

    public RedisProtocol(Check.Redis check) {
        var login = check.login();
        this.auth = login.password().isEmpty()
                ? null
                : login.user().isEmpty()
                        ? command(List.of("AUTH", login.password()))
                        : command(List.of("AUTH", login.user(), login.password()));
        this.role = check.role();
    }

    @Override
    public Dialogue begin() {
        return new RedisDialogue(auth, role);
    }

    /** As an array of bulk strings, which may contain anything. */
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
