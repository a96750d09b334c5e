package io.signalbox.contract;

import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.VantageName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The topics of a cell. decision-service creates missing ones and changes no existing ones. */
public final class Topics {

    /** The observations of all vantages, from probers of a version before {@link #observations}; read for one release. */
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

    /** The number of partitions of topics whose work is shared out, where a cell does not set another for its observations. */
    public static final int MANY = 12;

    /**
     * An older heartbeat has no meaning: this is the longest allowed silence, as much again for time in which no
     * heartbeat could be heard, and a day. Heartbeats of removed checks leave the topic only by this, since nobody
     * knows whether a prober with an older topology still needs them.
     */
    private static final Duration OF_HEARTBEATS =
            HeardBeat.LONGEST_SILENCE.multipliedBy(2).plusDays(1);

    /** All but those of the vantages. */
    public static final List<Spec> COMMON = List.of(
            new Spec(HEARTBEATS, ONE, true, OF_HEARTBEATS, true),
            new Spec(VERDICTS, ONE, true, null, true),
            new Spec(DIRECTIVES, ONE, false, Duration.ofDays(90), true),
            new Spec(COMMANDS, MANY, false, Duration.ofDays(7), false),
            new Spec(OUTCOMES, ONE, false, Duration.ofDays(7), false),
            new Spec(STATES, ONE, true, null, false),
            new Spec(JOURNAL, ONE, false, Spec.FOREVER, false),
            new Spec(REJECTED, ONE, false, Duration.ofDays(7), false));

    private static final String OF_A_VANTAGE = OBSERVATIONS + ".";

    /** The topics that have observations. */
    public static final Pattern ALL_OBSERVATIONS = Pattern.compile(Pattern.quote(OBSERVATIONS) + "(\\..+)?");

    private Topics() {}

    /**
     * All topics of a cell that these vantages observe for.
     *
     * @param partitions of the observations of each vantage
     */
    public static List<Spec> of(Collection<VantageName> vantages, int partitions) {
        var all = new ArrayList<Spec>();
        vantages.forEach(vantage -> all.add(ofObservations(vantage, partitions)));
        all.addAll(COMMON);
        return List.copyOf(all);
    }

    /**
     * All topics of observations have the same number of partitions, so that one task counts everything about a
     * service.
     */
    private static Spec ofObservations(VantageName vantage, int partitions) {
        return new Spec(observations(vantage), partitions, false, Duration.ofDays(7), true);
    }

    /** The observations of one vantage. A prober that may write only there can report for that vantage only. */
    public static String observations(VantageName vantage) {
        return OF_A_VANTAGE + vantage;
    }

    /** True for the observations of one vantage, and for those of all. */
    public static boolean hasObservations(String topic) {
        return topic.equals(OBSERVATIONS) || vantage(topic) != null;
    }

    /** The vantage whose observations a topic has; null for {@link #OBSERVATIONS}, and for a topic that has none. */
    public static @Nullable VantageName vantage(String topic) {
        if (!topic.startsWith(OF_A_VANTAGE)) {
            return null;
        }
        String name = topic.substring(OF_A_VANTAGE.length());
        return Names.valid(name) ? new VantageName(name) : null;
    }

    /**
     * @param compacted whether of each key only the last record is kept
     * @param retention after which records go; null for a compacted topic that keeps them, {@link #FOREVER} for another one
     * @param appendTime whether the broker's append time stamps the records, which freshness rests on, and the age of an order
     */
    public record Spec(
            String name,
            int partitions,
            boolean compacted,
            @Nullable Duration retention,
            boolean appendTime) {
        public static final Duration FOREVER = Duration.ofMillis(-1);
    }
}
