package io.signalbox.actuator.signal;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Signals as objects of Amazon S3, whose conditional writes are the compare-and-swap.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
public final class S3Signals implements SignalStore {

    private static final String NOTHING = "*";
    private static final int FAILED = 412;

    private static final int FORBIDDEN = 403;

    private final Calls<String, S3Client> calls;
    private final Calls<String, S3Client> strangers;

    /**
     * @param calls by region
     *
     * @param strangers the same without credentials
     */
    public S3Signals(Calls<String, S3Client> calls, Calls<String, S3Client> strangers) {
        this.calls = calls;
        this.strangers = strangers;
    }

    @Override
    public SignalReading read(SignalObject signal, ActionAttempt turn) throws ActionFailedException {
        return calls.call("GetObject", signal.region(), turn.with(signal.role()), (client, within) -> {
            try {
                var found = client.getObjectAsBytes(request ->
                        request.bucket(signal.bucket()).key(signal.key()).overrideConfiguration(within));
                return SignalReading.of(
                        found.asUtf8String(), String.valueOf(found.response().eTag()));
            } catch (NoSuchKeyException _) {
                return new SignalReading.Absent();
            }
        });
    }

    @Override
    public Optional<String> hidden(SignalObject signal, ActionAttempt turn) throws ActionFailedException {
        return strangers.call("HeadObject", signal.region(), turn.with(signal.role()), (client, within) -> {
            try {
                var _ = client.headObject(request ->
                        request.bucket(signal.bucket()).key(signal.key()).overrideConfiguration(within));
                return Optional.empty();
            } catch (S3Exception e) {
                if (e.statusCode() != FORBIDDEN) {
                    throw e;
                }
                return Optional.of(
                        "health checkers cannot read " + signal + ", since they have no credentials: check the"
                                + " bucket's policy and S3 Block Public Access");
            }
        });
    }

    @Override
    public boolean put(SignalObject signal, Fence fence, @Nullable String etag, ActionAttempt turn)
            throws ActionFailedException {
        return calls.call(
                "PutObject",
                signal.region(),
                turn.with(signal.role()),
                (client, within) -> swapped(() -> {
                    var _ = client.putObject(
                            request -> request.bucket(signal.bucket())
                                    .key(signal.key())
                                    .contentType("text/plain; charset=utf-8")
                                    .cacheControl("no-store")
                                    .ifMatch(etag)
                                    .ifNoneMatch(etag == null ? NOTHING : null)
                                    .overrideConfiguration(within),
                            RequestBody.fromString(fence.text()));
                }));
    }

    @Override
    public boolean remove(SignalObject signal, String etag, ActionAttempt turn) throws ActionFailedException {
        return calls.call(
                "DeleteObject",
                signal.region(),
                turn.with(signal.role()),
                (client, within) -> swapped(() -> {
                    var _ = client.deleteObject(request -> request.bucket(signal.bucket())
                            .key(signal.key())
                            .ifMatch(etag)
                            .overrideConfiguration(within));
                }));
    }

    /** A condition that does not hold is an answer. A conflict with a concurrent change (409) is retried. */
    private static boolean swapped(Runnable request) {
        try {
            request.run();
            return true;
        } catch (NoSuchKeyException _) {
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == FAILED) {
                return false;
            }
            throw e;
        }
    }
}
