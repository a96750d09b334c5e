package io.signalbox.decision.simulation;

import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Mode;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes up policies and governors. All times are short, so that peace comes within minutes. */
final class Policies {

    private static final Damping NONE =
            new Damping(Duration.ofSeconds(1), 1_000_000, 1_500, Duration.ZERO, Duration.ZERO);

    private final Chance chance;

    Policies(Chance chance) {
        this.chance = chance;
    }

    Policy policy() {
        boolean excludeOwn = chance.in(0.3);
        Integer votes =
                switch (chance.between(0, 3)) {
                    case 0 -> 1;
                    case 1 -> excludeOwn ? 2 : 3;
                    default -> null;
                };
        return new Policy(
                mode(),
                new Policy.Quorum(votes, excludeOwn),
                failback(),
                chance.pick(List.of(Policy.WhenAllDown.values())),
                seconds(2, 15),
                chance.in(0.3) ? seconds(1, 8) : Duration.ZERO,
                damping(),
                seconds(40, 100),
                seconds(20, 30),
                chance.in(0.3));
    }

    private Mode mode() {
        return switch (chance.between(0, 19)) {
            case 0 -> Mode.OFF;
            case 1 -> Mode.ADVISE;
            case 2, 3, 4 -> Mode.APPROVE;
            default -> Mode.AUTO;
        };
    }

    private Failback failback() {
        Failback.Mode mode =
                switch (chance.between(0, 9)) {
                    case 0 -> Failback.Mode.NEVER;
                    case 1, 2 -> Failback.Mode.MANUAL;
                    default -> Failback.Mode.AUTO;
                };
        return new Failback(
                mode,
                chance.in(0.4) ? seconds(0, 5) : seconds(5, 30),
                chance.in(0.2) ? window(chance.between(1, 4), 24 * 60) : null);
    }

    private Damping damping() {
        if (chance.in(0.3)) {
            return NONE;
        }
        boolean holds = chance.in(0.5);
        return new Damping(
                seconds(3, 20),
                chance.between(900, 2_600),
                chance.between(300, 800),
                holds ? seconds(1, 6) : Duration.ZERO,
                holds ? seconds(6, 20) : Duration.ZERO);
    }

    /** Minutes of the day, whose first one is the world's. */
    static TimeWindow window(int from, int to) {
        String text = "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, to / 60, to % 60);
        return Objects.requireNonNull(TimeWindow.parse(text), text);
    }

    /** Over before peace has to come. */
    List<TimeWindow> maintenance() {
        int from = chance.between(0, 2);
        return chance.in(0.15) ? List.of(window(from, from + 1)) : List.of();
    }

    GovernorSettings governor() {
        return new GovernorSettings(velocity(), brake(), chance.in(0.5) ? maintenance() : List.of());
    }

    private GovernorSettings.@Nullable Velocity velocity() {
        return chance.in(0.4) ? new GovernorSettings.Velocity(chance.between(1, 2), seconds(5, 40)) : null;
    }

    private GovernorSettings.@Nullable Brake brake() {
        return chance.in(0.7) ? new GovernorSettings.Brake(2, chance.between(0, 100), seconds(10, 60)) : null;
    }

    private Duration seconds(int least, int most) {
        return Duration.ofMillis(chance.between(least * 1_000, most * 1_000));
    }
}
