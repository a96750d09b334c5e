package io.signalbox.actuator.route53;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;

/** The calls of one attempt: each counted, none longer than {@link #LONGEST}, all together within the attempt's limit. */
final class Route53Calls {

    static final Duration LONGEST = Duration.ofSeconds(4);

    /** The SDK takes no timeout of 0; a call with this one fails at once, as it should. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Route53Client client;
    private final MeterRegistry meters;
    private final long end;

    Route53Calls(Route53Client client, MeterRegistry meters, Duration limit) {
        this.client = client;
        this.meters = meters;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** @throws SdkException as the SDK throws it, once it is counted */
    <T> T call(String action, BiFunction<Route53Client, AwsRequestOverrideConfiguration, T> request) {
        try {
            T response = request.apply(client, within());
            count(action, "ok");
            return response;
        } catch (SdkException e) {
            count(action, Trouble.of(e).cause());
            throw e;
        }
    }

    private AwsRequestOverrideConfiguration within() {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Duration limit = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(limit.compareTo(SHORTEST) < 0 ? SHORTEST : limit)
                .build();
    }

    private void count(String action, String result) {
        meters.counter("signalbox.route53.requests", "action", action, "result", result)
                .increment();
    }
}
