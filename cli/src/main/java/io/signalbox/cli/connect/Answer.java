package io.signalbox.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer.
 *
 * @param location where to ask further; null for nowhere
 * @param directive the id of the order; null if it was none
 */
public record Answer(
        int status,
        JsonNode body,
        @Nullable String location,
        @Nullable String directive) {

    static final int ACCEPTED = 202;

    /** True if an order is stored and its effect was not seen yet. */
    public boolean isPending() {
        return status == ACCEPTED;
    }

    /** The text of a member, empty if there is none. */
    public static String text(JsonNode node, String member) {
        return optional(node, member).orElse("");
    }

    public static Optional<String> optional(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }
}
