package io.signalbox.sandbox.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.RequestSignature;
import io.signalbox.sandbox.cloud.protocol.JsonProtocol;
import io.signalbox.sandbox.cloud.protocol.Protocol;
import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Identity;
import org.jspecify.annotations.Nullable;

/** One parsed request. */
record ParameterRequest(ParameterOperation operation, RequestSignature signature, Identity caller, JsonNode body) {

    static final Protocol PROTOCOL = new JsonProtocol(ParameterOperation.SERVICE, "1.1");

    private static final int BAD_REQUEST = 400;

    static ParameterRequest read(ReceivedRequest request, Identities identities) throws ApiError {
        var call = PROTOCOL.read(request);
        var operation = ParameterOperation.of(call.operation())
                .orElseThrow(() -> new ApiError(
                        BAD_REQUEST,
                        "UnknownOperationException",
                        "The sandbox has no " + ParameterOperation.SERVICE + call.operation()));
        var signature = RequestSignature.of(request, "ssm")
                .orElseThrow(() -> new ApiError(
                        BAD_REQUEST, "MissingAuthenticationTokenException", "Missing Authentication Token"));
        return new ParameterRequest(operation, signature, signature.signer(identities), call.input());
    }

    String accessKey() {
        return signature.accessKey();
    }

    String region() {
        return signature.region();
    }

    /** Of the parameter. */
    String arn() {
        String path = name().startsWith("/") ? name() : "/" + name();
        return "arn:aws:ssm:" + region() + ":" + caller.account() + ":parameter" + path;
    }

    /** The parameter's name without a version; empty when there is none. */
    String name() {
        return operation == ParameterOperation.GET ? named().replaceFirst(":.*", "") : named();
    }

    /** The version or label after the name; empty when there is none. */
    String selector() {
        int colon = operation == ParameterOperation.GET ? named().indexOf(':') : -1;
        return colon < 0 ? "" : named().substring(colon + 1);
    }

    private String named() {
        return body.path("Name").asText("");
    }

    @Nullable
    String text(String member) {
        return body.path(member).isTextual() ? body.path(member).textValue() : null;
    }

    boolean flag(String member) {
        return body.path(member).asBoolean(false);
    }
}
