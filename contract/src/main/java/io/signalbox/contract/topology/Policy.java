package io.signalbox.contract.topology;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a service for moves.
 *
 * @param mode the degree of automation
 * @param grace how long to wait for UNKNOWN, unready or suppressed sites when the active one is DOWN and no other may
 *     take over
 * @param minDownFor how long the failures of the active site must have lasted before it is left, however fast they were
 *     counted
 * @param damping the consequences for a site that fails repeatedly
 * @param planDeadline how long a plan may try before it is given up and a person is asked
 * @param claimFor how long a claim lasts unless it is renewed: after that another cell may take over
 * @param twoPersons whether a forced override, and an approval within a plan that a person has started, need another
 *     person than the one who asked
 */
public record Policy(
        Mode mode,
        Quorum quorum,
        Failback failback,
        WhenAllDown whenAllDown,
        Duration grace,
        Duration minDownFor,
        Damping damping,
        Duration planDeadline,
        Duration claimFor,
        boolean twoPersons) {

    public static final Duration CLAIM_FOR = Duration.ofMinutes(5);

    /** A policy in mode {@link Mode#AUTO}, with {@link Damping#STANDARD}. */
    public Policy(Quorum quorum, Failback failback, WhenAllDown whenAllDown, Duration grace, Duration planDeadline) {
        this(
                Mode.AUTO,
                quorum,
                failback,
                whenAllDown,
                grace,
                Duration.ZERO,
                Damping.STANDARD,
                planDeadline,
                CLAIM_FOR,
                false);
    }

    /** The degree of automation. An operator's own orders are carried out in every mode. */
    public enum Mode {
        /** Decides and acts. */
        AUTO,
        /** Decides, and acts once an approver agrees. */
        APPROVE,
        /** Decides and writes down what it would do; never acts. */
        ADVISE,
        /** Decides nothing. */
        OFF
    }

    /**
     * How many vantages must agree.
     *
     * @param votes null for a majority; 1 only where exactly that is written down
     * @param excludeOwnVantage whether the vantage that is named like a site has no vote on it
     */
    public record Quorum(@Nullable Integer votes, boolean excludeOwnVantage) {

        /** The constant number of votes that make a verdict, of {@code voters} configured, however many report. */
        public int needed(int voters) {
            return votes == null ? voters / 2 + 1 : votes;
        }

        public boolean oneIsEnough() {
            return votes != null && votes == 1;
        }

        public boolean mayVote(VantageName vantage, SiteName site) {
            return !(excludeOwnVantage && vantage.value().equals(site.value()));
        }
    }

    /**
     * @param stableFor how long the better site must have been UP; only for {@link Mode#AUTO}
     * @param window when an automatic failback may begin; null for always
     */
    public record Failback(
            Mode mode, Duration stableFor, @Nullable TimeWindow window) {

        public enum Mode {
            AUTO,
            /** Proposed once it would be due; an approver lets it begin. */
            MANUAL,
            /** Not even proposed: the traffic stays until its site is DOWN, or an operator moves it. */
            NEVER
        }
    }

    /**
     * Each loss adds {@link #PER_LOSS} to the penalty of a site, which halves every {@code halfLife}. From {@code
     * suppressAt} on the site is no target until the penalty is below {@code reuseAt}. In addition a site is no target
     * for the hold-down after each loss; it doubles with each loss that is still in the penalty.
     *
     * @param suppressAt above {@code reuseAt}
     * @param holdDown after the first loss; zero for none
     * @param longestHoldDown at least {@code holdDown}
     */
    public record Damping(Duration halfLife, int suppressAt, int reuseAt, Duration holdDown, Duration longestHoldDown) {

        public static final int PER_LOSS = 1_000;

        public static final Damping STANDARD =
                new Damping(Duration.ofMinutes(15), 3_000, 1_500, Duration.ZERO, Duration.ofMinutes(10));
    }

    public enum WhenAllDown {
        /** Go to the last resort where there is one, else stay. */
        LAST_RESORT,
        STAY,
        /** Go to the preferred site. */
        PRIMARY
    }
}
