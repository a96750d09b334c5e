package io.signalbox.sandbox.aws;

import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Identity;
import io.signalbox.sandbox.identity.InvalidCredentialsException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The scope of a request's Signature Version 4: who calls, which service of which region.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
 *
 * @param service as signatures name it, such as {@code ecs} or {@code monitoring}
 * @param request that is signed
 */
public record RequestSignature(String accessKey, String region, String service, ReceivedRequest request) {

    private static final int FORBIDDEN = 403;

    private static final Pattern SIGNED = Pattern.compile(
            "AWS4-HMAC-SHA256 .*Credential=([^/,\\s]+)/[0-9]{8}/([^/,]+)/([^/,]+)/aws4_request.*Signature=.+");

    /** Empty when the request is not signed. */
    public static Optional<RequestSignature> of(ReceivedRequest request) {
        var signed = SIGNED.matcher(request.header("Authorization"));
        return signed.matches()
                ? Optional.of(new RequestSignature(signed.group(1), signed.group(2), signed.group(3), request))
                : Optional.empty();
    }

    /** The signer. @throws ApiError if the credentials are not valid */
    public Identity signer(Identities identities) throws ApiError {
        try {
            return identities.signerOf(request, accessKey);
        } catch (InvalidCredentialsException e) {
            throw new ApiError(FORBIDDEN, e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** Empty when the request is not signed, or signed for another service. */
    public static Optional<RequestSignature> of(ReceivedRequest request, String service) {
        return of(request).filter(signature -> signature.service().equals(service));
    }
}
