package io.signalbox.contract.topology;

import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits for the automatic moves of all services together. YAML key {@code governor} at the top.
 *
 * @param velocity how many may begin; null for no limit
 * @param brake when failures look like those of observers, or of everything at once; null for none
 * @param maintenance when no automatic move of any service begins
 */
public record GovernorSettings(
        @Nullable Velocity velocity, @Nullable Brake brake, List<TimeWindow> maintenance) {

    public static final GovernorSettings STANDARD = new GovernorSettings(null, Brake.STANDARD, List.of());

    /** @param moves 1 to 1,000 automatic moves may begin within each {@code within}, up to an hour */
    public record Velocity(int moves, Duration within) {}

    /**
     * A region fails widely when so many services lose their site there within {@code within}: at least {@code services}, and
     * at least {@code percent} of those that have a site of that name. Two such regions at once, or one that only some of the
     * healthy vantages see fail, are no region loss: automatic moves are held until an approver agrees.
     *
     * @param services 2 or more
     * @param percent 0 to 100
     */
    public record Brake(int services, int percent, Duration within) {
        public static final Brake STANDARD = new Brake(3, 1, Duration.ofMinutes(2));
    }

    public GovernorSettings {
        maintenance = List.copyOf(maintenance);
    }
}
