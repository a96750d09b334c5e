package io.signalbox.sandbox.cloud.protocol;

import io.signalbox.sandbox.aws.ApiError;
import java.util.Map;

/** Errors about credentials have other names in the JSON protocols than in the query protocol. */
final class CredentialErrors {

    private static final Map<String, String> NAMES = Map.of(
            "ExpiredToken", "ExpiredTokenException",
            "IncompleteSignature", "IncompleteSignatureException",
            "InvalidClientTokenId", "UnrecognizedClientException",
            "SignatureDoesNotMatch", "InvalidSignatureException");

    private CredentialErrors() {}

    /** @param status of HTTP for such errors */
    static ApiError inJson(ApiError error, int status) {
        String name = NAMES.get(error.code());
        return name == null ? error : new ApiError(status, name, String.valueOf(error.getMessage()));
    }
}
