package io.signalbox.sandbox.identity;

/** AWS does not accept the credentials of a request, whatever the request asks for. */
public final class InvalidCredentialsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    private InvalidCredentialsException(String code, String message) {
        super(message);
        this.code = code;
    }

    static InvalidCredentialsException unknown() {
        return new InvalidCredentialsException(
                "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    static InvalidCredentialsException expired() {
        return new InvalidCredentialsException("ExpiredToken", "The security token included in the request is expired");
    }

    static InvalidCredentialsException incomplete() {
        return new InvalidCredentialsException(
                "IncompleteSignature", "Authorization header requires Credential, SignedHeaders and Signature.");
    }

    static InvalidCredentialsException mismatch(String why) {
        return new InvalidCredentialsException("SignatureDoesNotMatch", why);
    }

    /** As in https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
    public String code() {
        return code;
    }
}
