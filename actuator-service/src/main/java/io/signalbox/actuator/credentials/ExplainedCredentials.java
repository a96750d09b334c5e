package io.signalbox.actuator.credentials;

import io.signalbox.actuator.core.AccessErrors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Credentials whose failure says where they were to come from. @param source for a person */
record ExplainedCredentials(AwsCredentialsProvider provider, String source)
        implements AwsCredentialsProvider, SdkAutoCloseable {

    private static final int SERVER_ERROR = 500;

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (AwsServiceException e) {
            throw explained(e, e.statusCode() < SERVER_ERROR && !e.isThrottlingException());
        } catch (SdkException e) {
            throw AccessErrors.isWithoutCredentials(String.valueOf(e.getMessage())) ? e : explained(e, false);
        } catch (IllegalStateException | java.io.UncheckedIOException e) {
            throw explained(e, true);
        }
    }

    private SdkClientException explained(RuntimeException e, boolean refused) {
        String words = (refused ? AccessErrors.REFUSED_CREDENTIALS : "no answer for the AWS credentials of ") + source
                + ": " + e.getMessage();
        return SdkClientException.create(words, e);
    }

    @Override
    public void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
