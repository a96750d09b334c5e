package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.RequestSignature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One parsed request. @param input the members of the request; with the query protocol numbers and flags are text */
record CloudRequest(RequestSignature signature, String operation, JsonNode input) {

    private static final int BAD_REQUEST = 400;

    String region() {
        return signature.region();
    }

    boolean has(String member) {
        return input.hasNonNull(member);
    }

    /** Empty when there is none. */
    String text(String member) {
        return input.path(member).asText("");
    }

    boolean flag(String member) {
        return input.path(member).asBoolean(false);
    }

    @Nullable
    Integer number(String member) {
        return has(member) ? Integer.valueOf(input.path(member).asInt()) : null;
    }

    List<String> texts(String member) {
        return input.path(member).valueStream().map(JsonNode::asText).toList();
    }

    ApiError unknownOperation() {
        return new ApiError(
                BAD_REQUEST, "InvalidAction", "The sandbox has no " + signature.service() + ":" + operation);
    }
}
