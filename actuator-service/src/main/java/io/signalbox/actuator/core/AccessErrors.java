package io.signalbox.actuator.core;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Recognizes answers by which a provider rejects the actuator's credentials, or lacks a permission. */
public final class AccessErrors {

    /** The text instead of the SDK's list of all places that it searched. */
    public static final String WITHOUT_CREDENTIALS = "no AWS credentials were found: set AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine or container a role";

    /** Begins the message of an exception about credentials that AWS did not give; the source of them follows. */
    public static final String REFUSED_CREDENTIALS = "no AWS credentials for ";

    private static final Set<Integer> STATUSES = Set.of(401, 403);

    /**
     * Error codes of AWS with other statuses; services spell them in several ways.
     * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html
     */
    private static final Set<String> CODES = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnauthorizedOperation",
            "UnrecognizedClientException");

    /** Codes for a caller that is known and lacks a permission, perhaps for a part of the request only. */
    private static final Set<String> PERMISSION_CODES =
            Set.of("AccessDenied", "AccessDeniedException", "NotAuthorized", "UnauthorizedOperation");

    private AccessErrors() {}

    /** @param status of HTTP */
    public static boolean isDenied(int status) {
        return STATUSES.contains(status);
    }

    /** @param code as AWS names the error; empty for none */
    public static boolean isDenied(int status, String code) {
        return isDenied(status) || CODES.contains(code);
    }

    /** True if the credentials are rejected, so that no request with them is accepted. @param code as AWS names the error */
    public static boolean areCredentialsRejected(String code) {
        return CODES.contains(code) && !PERMISSION_CODES.contains(code);
    }

    /**
     * The reason why a request could not be signed, from the message of the SDK's exception; empty for any other error.
     */
    public static Optional<String> unsigned(String message) {
        int explained = message.indexOf(REFUSED_CREDENTIALS);
        if (explained >= 0) {
            return Optional.of(message.substring(explained));
        }
        return isWithoutCredentials(message) ? Optional.of(WITHOUT_CREDENTIALS) : Optional.empty();
    }

    /** True if the AWS SDK found no credentials to sign a request with; it has no exception type for that. */
    public static boolean isWithoutCredentials(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("load credentials") || text.contains("credentials cannot be null");
    }
}
