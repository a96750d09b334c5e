package io.signalbox.sandbox.s3;

import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.identity.Identities;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stores the objects of all buckets and checks conditional requests. Thread-safe.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
final class Buckets {

    private static final int NOT_FOUND = 404;
    private static final int FAILED = 412;
    private static final int NOT_IMPLEMENTED = 501;
    private static final String ANY = "*";

    private static final int FORBIDDEN = 403;

    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, StoredObject> objects = new HashMap<>();

    synchronized void create(String account, String bucket) {
        owners.put(bucket, account);
    }

    synchronized void makePublic(String bucket, String key) {
        owners.putIfAbsent(bucket, Identities.HOME);
        open.add(bucket + "/" + key);
    }

    synchronized Optional<StoredObject> find(String bucket, String key) {
        return Optional.ofNullable(objects.get(bucket + "/" + key));
    }

    synchronized void put(String bucket, String key, StoredObject object) {
        owners.putIfAbsent(bucket, Identities.HOME);
        objects.put(bucket + "/" + key, object);
    }

    synchronized void remove(String bucket, String key) {
        objects.remove(bucket + "/" + key);
    }

    synchronized boolean isOpen(S3Request request) {
        return request.operation().open() && open.contains(request.object());
    }

    /** @return the object for the response; empty after a deletion */
    synchronized Optional<StoredObject> perform(S3Request request) throws ApiError {
        String owner = owners.get(request.bucket());
        if (owner == null) {
            throw new ApiError(NOT_FOUND, "NoSuchBucket", "The specified bucket does not exist");
        }
        Optional<StoredObject> present = find(request.bucket(), request.key());
        // Without permission to list the bucket, an object that does not exist is forbidden, too.
        if (request.accessKey().isEmpty() && (present.isEmpty() || !open.contains(request.object()))) {
            throw new ApiError(FORBIDDEN, "AccessDenied", "Access Denied");
        }
        boolean open = request.operation().open() && this.open.contains(request.object());
        if (!request.accessKey().isEmpty() && !open && !owner.equals(request.account())) {
            throw new ApiError(FORBIDDEN, "AccessDenied", "Access Denied");
        }
        return switch (request.operation()) {
            case GET_OBJECT, HEAD_OBJECT -> Optional.of(present.orElseThrow(Buckets::noSuchKey));
            case PUT_OBJECT -> {
                requireAbsent(request, present);
                requireMatch(request, present);
                var object = StoredObject.of(request.body());
                put(request.bucket(), request.key(), object);
                yield Optional.of(object);
            }
            case DELETE_OBJECT -> {
                // A condition on an object that does not exist is ignored, as in S3.
                if (present.isPresent()) {
                    requireMatch(request, present);
                }
                remove(request.bucket(), request.key());
                yield Optional.empty();
            }
        };
    }

    private static void requireAbsent(S3Request request, Optional<StoredObject> present) throws ApiError {
        if (request.ifNoneMatch().isEmpty()) {
            return;
        }
        if (!request.ifNoneMatch().equals(ANY)) {
            throw new ApiError(
                    NOT_IMPLEMENTED,
                    "NotImplemented",
                    "A header you provided implies functionality that is not implemented");
        }
        if (present.isPresent()) {
            throw failed();
        }
    }

    private static void requireMatch(S3Request request, Optional<StoredObject> present) throws ApiError {
        if (request.ifMatch().isEmpty()) {
            return;
        }
        String etag = present.orElseThrow(Buckets::noSuchKey).etag();
        if (!request.ifMatch().equals(ANY) && !request.ifMatch().equals(etag)) {
            throw failed();
        }
    }

    private static ApiError noSuchKey() {
        return new ApiError(NOT_FOUND, "NoSuchKey", "The specified key does not exist.");
    }

    private static ApiError failed() {
        return new ApiError(
                FAILED, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }
}
