package io.signalbox.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an error answer (RFC 9457) into lines for a person and an exit code. */
final class Problems {

    private static final int LONGEST_TEXT = 300;

    private Problems() {}

    /**
     * @param body the problem document; null if the answer has none
     * @param order the idempotency key of an order; null for a question
     */
    static CommandFailedException of(int status, @Nullable JsonNode body, String text, @Nullable String order) {
        var lines = new ArrayList<String>();
        if (body == null || !body.isObject()) {
            lines.add("HTTP " + status + ": "
                    + (text.isBlank() ? "no text" : text.substring(0, Math.min(text.length(), LONGEST_TEXT))));
        } else {
            lines.add(Answer.text(body, "title") + " (" + status + ")");
            member(lines, body, "detail", "detail");
            member(lines, body, "where", "where");
            member(lines, body, "found", "found");
            member(lines, body, "allowed", "allowed");
            member(lines, body, "code", "reason");
            member(lines, body, "instance", "in the log");
        }
        int code = code(status, order != null);
        if (code == ExitCode.UNKNOWN && order != null) {
            lines.addAll(unknown(order));
        }
        return new CommandFailedException(code, lines);
    }

    private static void member(List<String> lines, JsonNode body, String member, String label) {
        Optional<String> value = Answer.optional(body, member);
        value.ifPresent(found -> lines.add("  " + label + ": " + found));
    }

    /** Tells a person what to do after an order without a clear answer. */
    static List<String> unknown(String key) {
        return List.of(
                "It is not known whether the order was stored. It is not sent again by itself.",
                "Look with: signalbox status. Give it once more with: --idempotency-key " + key
                        + ", then it counts once.");
    }

    private static int code(int status, boolean order) {
        return switch (status) {
            case 401, 403 -> ExitCode.DENIED;
            case 409, 412 -> ExitCode.REFUSED;
            case 429, 503 -> ExitCode.UNAVAILABLE;
            default -> status < 500 ? ExitCode.USAGE : order ? ExitCode.UNKNOWN : ExitCode.UNAVAILABLE;
        };
    }
}
