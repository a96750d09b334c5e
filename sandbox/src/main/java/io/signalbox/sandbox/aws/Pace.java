package io.signalbox.sandbox.aws;

import java.time.Duration;

/**
 * The limits and delays of Route 53: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests.
 *
 * @param requestsPerSecond request limit of the account; 0 for no limit. The bucket holds one second's worth
 * @param processing how long a zone refuses the next change with PriorRequestNotComplete
 * @param answerDelay from acceptance until the name servers answer with the change
 * @param insyncDelay from acceptance until GetChange says INSYNC; not below {@code answerDelay}
 */
public record Pace(int requestsPerSecond, Duration processing, Duration answerDelay, Duration insyncDelay) {

    /** AWS's own request limit, and delays short enough for a demonstration. */
    public static final Pace DEMO = new Pace(5, Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(400));

    /** No delays and no limit. */
    public static final Pace INSTANT = new Pace(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Pace {
        if (insyncDelay.compareTo(answerDelay) < 0) {
            throw new IllegalArgumentException(
                    "INSYNC after " + insyncDelay + " but answers only after " + answerDelay);
        }
    }

    public Pace withDelays(Duration answer, Duration insync) {
        return new Pace(requestsPerSecond, processing, answer, insync);
    }
}
