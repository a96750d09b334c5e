package io.signalbox.actuator.app;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** How every client of AWS speaks: one HTTP client that also builds natively, and one try, since plans try again. */
final class AwsTransport {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Of the socket. The time of a whole call is limited elsewhere. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private AwsTransport() {}

    static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
    }

    static ClientOverrideConfiguration.Builder once() {
        return ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry());
    }
}
