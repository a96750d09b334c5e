package io.signalbox.actuator.route53;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** The settings of all requests: none longer than {@link #LONGEST}, each counted. */
record Requests(MeterRegistry meters) {

    static final Duration LONGEST = Duration.ofSeconds(4);

    /** The SDK rejects a timeout of 0. A request with this one fails at once, as intended. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    static AwsRequestOverrideConfiguration within(Duration limit) {
        Duration most = limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(most.compareTo(SHORTEST) < 0 ? SHORTEST : most)
                .build();
    }

    void count(String action, String result) {
        meters.counter("signalbox.route53.requests", "action", action, "result", result)
                .increment();
    }

    /** Counts the changes of one request. */
    void changes(int count) {
        meters.summary("signalbox.route53.batch").record(count);
    }
}
