package io.signalbox.probe.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a token's holder may do; a token may have several. Decision-service reads the same file. */
enum Role {
    /** May look. */
    VIEWER,
    /** May look, and have checks made once. */
    OPERATOR,
    /** May look here; the rest is decision-service's. */
    APPROVER,
    /** May say that a client is well. */
    HEARTBEAT;

    /** As the file calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }
}
