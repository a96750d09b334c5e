package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkSystemSetting;

/** The AWS region of a cluster of Amazon MSK. */
final class MskRegion {

    /** https://docs.aws.amazon.com/msk/latest/developerguide/msk-get-bootstrap-brokers.html, of any partition that is public. */
    private static final Pattern BROKER = Pattern.compile(
            "[^:]+\\.kafka(?:-serverless)?\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)\\.?(?::[0-9]+)?");

    private MskRegion() {}

    /**
     * The region that a broker's name has. A name of one's own has none; then it is that of the environment.
     *
     * @param properties of a Kafka client
     * @throws UnusableException if neither names one
     */
    static String of(Map<String, ?> properties) throws UnusableException {
        String brokers = brokers(properties);
        Optional<String> named = List.of(brokers.split(",", -1)).stream()
                .map(broker -> BROKER.matcher(broker.strip()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .or(() -> AwsSource.text(SdkSystemSetting.AWS_REGION));
        if (named.isEmpty()) {
            throw new UnusableException(
                    "bootstrap.servers: expected a broker of Amazon MSK whose name has its region, such as"
                            + " b-1.orders.abc123.c2.kafka.eu-west-1.amazonaws.com:9098, or the region in AWS_REGION; got \""
                            + brokers
                            + "\" and no AWS_REGION");
        }
        return named.get();
    }

    /** Kafka passes a list on; Kafka Streams of Quarkus a text. */
    private static String brokers(Map<String, ?> properties) {
        Object found = Objects.requireNonNullElse(properties.get("bootstrap.servers"), "");
        return found instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : found.toString();
    }
}
