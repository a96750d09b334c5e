package io.signalbox.sandbox.s3;

import io.signalbox.sandbox.iam.AccessRequest;
import java.util.List;

/**
 * The permissions that each operation needs, see
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html and, for conditions,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-delete-enforce.html
 */
final class S3Actions {

    private S3Actions() {}

    static List<AccessRequest> of(S3Request request) {
        return switch (request.operation()) {
            case GET_OBJECT, HEAD_OBJECT -> List.of(on(request, "s3:GetObject"));
            case PUT_OBJECT -> conditional(request, "s3:PutObject");
            case DELETE_OBJECT -> conditional(request, "s3:DeleteObject");
        };
    }

    /** A caller who may not list the bucket does not learn that an object is missing. */
    static AccessRequest list(S3Request request) {
        return AccessRequest.of("s3:ListBucket", "arn:aws:s3:::" + request.bucket());
    }

    /** A condition on the entity tag tells something about the object, as a read does. */
    private static List<AccessRequest> conditional(S3Request request, String action) {
        return request.ifMatch().isEmpty() || request.ifMatch().equals(AccessRequest.ANY)
                ? List.of(on(request, action))
                : List.of(on(request, action), on(request, "s3:GetObject"));
    }

    private static AccessRequest on(S3Request request, String action) {
        return AccessRequest.of(action, "arn:aws:s3:::" + request.object());
    }
}
