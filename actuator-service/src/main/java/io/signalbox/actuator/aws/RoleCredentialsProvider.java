package io.signalbox.actuator.aws;

import io.signalbox.contract.aws.AwsRole;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The credentials of each role. */
@FunctionalInterface
public interface RoleCredentialsProvider {

    /** Asks nobody yet. @param role null for the credentials of the process */
    AwsCredentialsProvider of(@Nullable AwsRole role);
}
