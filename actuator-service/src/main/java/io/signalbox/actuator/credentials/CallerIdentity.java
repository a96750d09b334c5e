package io.signalbox.actuator.credentials;

import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** The identity that AWS names for this process. */
public sealed interface CallerIdentity {

    /** @param arn of the user, or of the session of the assumed role */
    record Known(String account, String arn) implements CallerIdentity {}

    /** @param reason names the role or the other source that was tried */
    record Unknown(String reason) implements CallerIdentity {}

    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html needs no permission. */
    static CallerIdentity of(ProcessCredentials credentials, Function<AwsCredentialsProvider, StsClient> sts) {
        try (StsClient client = sts.apply(credentials.provider())) {
            var answer = client.getCallerIdentity();
            return new Known(answer.account(), answer.arn());
        } catch (SdkException e) {
            String message = String.valueOf(e.getMessage());
            return new Unknown(
                    message.contains(credentials.source()) ? message : credentials.source() + ": " + message);
        }
    }
}
