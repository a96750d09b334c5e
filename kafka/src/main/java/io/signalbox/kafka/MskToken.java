package io.signalbox.kafka;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * A token for Amazon MSK: a request to connect, presigned with AWS credentials, which the broker has checked. It is made as by AWS's
 * own clients for OAUTHBEARER, without any request: https://github.com/aws/aws-msk-iam-sasl-signer-python
 */
record MskToken(String value, Set<String> scope, long lifetimeMs, String principalName, Long startTimeMs)
        implements OAuthBearerToken {

    /** As long as AWS's clients ask for. */
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static final String SERVICE = "kafka-cluster";

    /** @param region of the cluster */
    static MskToken sign(AwsCredentials identity, String region, Instant at) {
        return sign(identity, region, at, LIFE);
    }

    static MskToken sign(AwsCredentials identity, String region, Instant at, Duration life) {
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                // The same in all partitions, and whatever the brokers are called.
                .uri(URI.create("https://kafka." + region + ".amazonaws.com/"))
                .putRawQueryParameter("Action", "kafka-cluster:Connect")
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, life)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request();
        // Not signed, as with AWS's clients.
        String url = signed.getUri() + "&User-Agent=signalbox";
        return new MskToken(
                Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8)),
                Set.of(),
                now.plus(life).toEpochMilli(),
                identity.accessKeyId(),
                now.toEpochMilli());
    }

    /** Without the token itself. */
    @Override
    public String toString() {
        return "token of the access key " + principalName;
    }
}
