package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/** The AWS credentials of this process, which all its Kafka clients share. Thread-safe. */
final class AwsIdentity {

    private static final AwsIdentity PROCESS = new AwsIdentity(AwsSource::find);

    private static final String UNKNOWN = "of the AWS credentials";

    interface Finder {
        AwsSource find() throws UnusableException;
    }

    private final Finder finder;
    private @Nullable AwsSource source;
    private volatile String principal = UNKNOWN;

    AwsIdentity(Finder finder) {
        this.finder = finder;
    }

    static AwsIdentity ofProcess() {
        return PROCESS;
    }

    /** The source is searched for at the first use: a native executable has made this object when it was built. */
    private synchronized AwsSource source() throws UnusableException {
        AwsSource found = source;
        if (found == null) {
            found = finder.find();
            source = found;
        }
        return found;
    }

    /** Those that are valid now. May ask AWS for new ones. */
    AwsCredentials credentials() throws UnusableException {
        AwsSource from = source();
        try {
            AwsCredentials found = from.provider().resolveCredentials();
            principal = "access key " + found.accessKeyId();
            return found;
        } catch (SdkException | IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            principal = UNKNOWN;
            String message = String.valueOf(e.getMessage());
            throw new UnusableException("no AWS credentials for msk-iam by " + from.name() + ": "
                    + (isWithout(message)
                            ? "found none; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the"
                                    + " machine or container a role"
                            : message));
        }
    }

    /** The SDK lists all places that it has searched; it has no exception type for that. */
    private static boolean isWithout(String message) {
        return message.contains("nable to load credentials");
    }

    /** The access key that was used last. */
    String principal() {
        return principal;
    }
}
