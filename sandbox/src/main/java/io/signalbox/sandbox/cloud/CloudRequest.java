package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.RequestSignature;
import io.signalbox.sandbox.identity.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parsed request.
 *
 * @param caller who signed it
 * @param input the members of the request; with the query protocol numbers and flags are text
 */
record CloudRequest(RequestSignature signature, Identity caller, String operation, JsonNode input) {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int ACCOUNT = 4;

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

    /** Refuses an ARN of another account: no resource of the sandbox is shared. @param code as the service names the error */
    void requireOwn(String arn, String code) throws ApiError {
        String[] parts = arn.split(":", -1);
        if (parts.length > ACCOUNT && !parts[ACCOUNT].equals(caller.account())) {
            throw new ApiError(
                    FORBIDDEN,
                    code,
                    "User: " + caller.arn() + " is not authorized to perform: " + signature.service() + ":" + operation
                            + " on resource: " + arn);
        }
    }

    ApiError unknownOperation() {
        return new ApiError(
                BAD_REQUEST, "InvalidAction", "The sandbox has no " + signature.service() + ":" + operation);
    }
}
