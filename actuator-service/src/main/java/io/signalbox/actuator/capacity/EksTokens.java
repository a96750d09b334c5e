package io.signalbox.actuator.capacity;

import io.signalbox.actuator.aws.RoleCredentialsProvider;
import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.step.K8sScale.Eks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Bearer tokens for clusters of Amazon EKS: a request for the caller's identity, signed for one cluster, which the cluster sends to
 * AWS STS itself. A token is valid for 15 minutes and made without any request, so each call gets a new one.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
 */
public final class EksTokens {

    private static final String PREFIX = "k8s-aws-v1.";
    private static final String CLUSTER_HEADER = "x-k8s-aws-id";

    /** The cluster's own clients ask for this; longer ones are refused. */
    private static final Duration EXPIRES = Duration.ofSeconds(60);

    private final RoleCredentialsProvider credentials;
    private final InstantSource clock;

    public EksTokens(RoleCredentialsProvider credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** @param role of the caller; null for the credentials of the process */
    String token(Eks cluster, @Nullable AwsRole role) throws ActionFailedException {
        AwsCredentials identity = identity(role);
        Instant now = clock.instant();
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://sts." + cluster.region() + "." + domain(cluster.region()) + "/"))
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putHeader(CLUSTER_HEADER, cluster.cluster())
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, cluster.region())
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, EXPIRES)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request();
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(signed.getUri().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String domain(String region) {
        return PartitionMetadata.of(Region.of(region)).dnsSuffix();
    }

    private AwsCredentials identity(@Nullable AwsRole role) throws ActionFailedException {
        try {
            return credentials.of(role).resolveCredentials();
        } catch (SdkException e) {
            String message = String.valueOf(e.getMessage());
            throw AccessErrors.unsigned(message)
                    .map(why -> new ActionFailedException(FailureCause.ACCESS_DENIED, why, true))
                    .orElseGet(() -> new ActionFailedException(FailureCause.CONNECTION, message, true));
        }
    }
}
