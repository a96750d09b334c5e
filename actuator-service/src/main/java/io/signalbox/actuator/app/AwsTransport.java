package io.signalbox.actuator.app;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The HTTP client of all AWS clients: it works natively too, and tries once, since plans try again. */
final class AwsTransport {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** The socket timeout. The time of a whole call is limited elsewhere. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private AwsTransport() {}

    static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
    }

    static ClientOverrideConfiguration.Builder once() {
        return ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry());
    }
}
