package io.signalbox.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topics of a cell. The decision-service creates what is missing and changes nothing that is there. */
public final class Topics {

    public static final String OBSERVATIONS = "signalbox.observations";
    public static final String HEARTBEATS = "signalbox.heartbeats";
    public static final String VERDICTS = "signalbox.verdicts";
    public static final String DIRECTIVES = "signalbox.directives";
    public static final String COMMANDS = "signalbox.commands";
    public static final String OUTCOMES = "signalbox.outcomes";
    public static final String STATES = "signalbox.states";
    public static final String JOURNAL = "signalbox.journal";
    public static final String REJECTED = "signalbox.rejected";

    /** One partition keeps all decisions of a cell with one writer. */
    private static final int ONE = 1;

    /** Of the topics whose work is shared out. */
    public static final int MANY = 12;

    public static final List<Spec> ALL = List.of(
            new Spec(OBSERVATIONS, MANY, Duration.ofDays(7), true),
            new Spec(HEARTBEATS, ONE, null, true),
            new Spec(VERDICTS, ONE, null, true),
            new Spec(DIRECTIVES, ONE, Duration.ofDays(90), true),
            new Spec(COMMANDS, MANY, Duration.ofDays(7), false),
            new Spec(OUTCOMES, ONE, Duration.ofDays(7), false),
            new Spec(STATES, ONE, null, false),
            new Spec(JOURNAL, ONE, Spec.FOREVER, false),
            new Spec(REJECTED, ONE, Duration.ofDays(7), false));

    private Topics() {}

    /**
     * @param retention null for a compacted topic, {@link #FOREVER} for one that is kept
     * @param appendTime whether the broker's append time stamps the records, which freshness rests on, and the age of an order
     */
    public record Spec(
            String name, int partitions, @Nullable Duration retention, boolean appendTime) {
        public static final Duration FOREVER = Duration.ofMillis(-1);
    }
}
