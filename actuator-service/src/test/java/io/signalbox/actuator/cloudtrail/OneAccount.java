package io.signalbox.actuator.cloudtrail;

import io.signalbox.contract.aws.AwsRole;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The account of the process, with all zones. @param own the credentials of the process */
public record OneAccount(AwsCredentialsProvider own) implements CloudTrailWriters.Accounts {

    @Override
    public @Nullable AwsRole role(String hostname) {
        return null;
    }

    @Override
    public AwsCredentialsProvider credentials(@Nullable AwsRole role) {
        return own;
    }

    @Override
    public String region(@Nullable AwsRole role) {
        return "us-east-1";
    }
}
