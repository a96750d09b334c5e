package io.signalbox.contract.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may be done for a service, and when.
 *
 * @param grace how long to wait for UNKNOWN sites to become known when no site is UP
 * @param planDeadline how long a plan may try before it is given up and a person is asked
 */
public record Policy(Quorum quorum, Failback failback, WhenAllDown whenAllDown, Duration grace, Duration planDeadline) {

    /**
     * How many vantages must agree.
     *
     * @param votes null for a majority
     * @param excludeOwnVantage whether the vantage that is named like a site has no vote on it
     */
    public record Quorum(@Nullable Integer votes, boolean excludeOwnVantage) {

        /** The constant number of votes that make a verdict, of {@code voters} configured, however many report. */
        public int needed(int voters) {
            return votes == null ? voters / 2 + 1 : votes;
        }
    }

    /** @param stableFor how long the better site must have been UP; only for {@link Mode#AUTO} */
    public record Failback(Mode mode, Duration stableFor) {
        public enum Mode {
            AUTO,
            MANUAL
        }
    }

    public enum WhenAllDown {
        /** Go to the last resort where there is one, else stay. */
        LAST_RESORT,
        STAY,
        /** Go to the preferred site. */
        PRIMARY
    }
}
