package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Brake;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Mode;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.Policy.WhenAllDown;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void readsAPolicyWithEverything() {
        assertThat(Yaml.service(Yaml.FULL).policy())
                .isEqualTo(new Policy(
                        Mode.APPROVE,
                        new Quorum(3, false),
                        new Failback(
                                Failback.Mode.AUTO,
                                MINUTE.multipliedBy(20),
                                TimeWindow.parse("Mon-Fri 08:00-18:00 Europe/Berlin")),
                        WhenAllDown.LAST_RESORT,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(15),
                        new Damping(
                                MINUTE.multipliedBy(5), 5_000, 2_000, Duration.ofSeconds(30), MINUTE.multipliedBy(15)),
                        MINUTE.multipliedBy(20),
                        MINUTE.multipliedBy(2),
                        true));
    }

    @Test
    void aShadowSaysOnlyWhatIsOtherThanInThePolicy() {
        Service orders = Yaml.service(Yaml.FULL);
        Policy shadow = Objects.requireNonNull(orders.shadow());

        assertThat(shadow.quorum()).isEqualTo(new Quorum(1, false));
        assertThat(shadow.failback())
                .isEqualTo(new Failback(
                        Failback.Mode.AUTO, MINUTE, orders.policy().failback().window()));
        assertThat(shadow.damping())
                .isEqualTo(new Damping(MINUTE.multipliedBy(5), 5_000, 2_000, Duration.ofHours(1), Duration.ofHours(1)));
        assertThat(shadow.mode()).isEqualTo(Mode.APPROVE);
        assertThat(shadow.minDownFor()).isEqualTo(Duration.ofSeconds(15));
        assertThat(shadow.twoPersons()).isTrue();
        assertThat(Yaml.service(Yaml.VALID).shadow()).isNull();
    }

    @Test
    void anInheritedQuorumAdaptsToFewerVoters() {
        Service orders = Yaml.service(Yaml.fullWith("shadow: {quorum: 1", "shadow: {excludeOwnVantage: true"));

        assertThat(Objects.requireNonNull(orders.shadow()).quorum()).isEqualTo(new Quorum(2, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                     | 3000 | 1500 | 0  | 600",
                "{suppressAt: 1200}                     | 1200 | 600  | 0  | 600",
                "{suppressAt: 2000}                     | 2000 | 1500 | 0  | 600",
                "{reuseAt: 2999}                        | 3000 | 2999 | 0  | 600",
                "{holdDown: 11m}                        | 3000 | 1500 | 660 | 660",
                "{holdDown: 5s, longestHoldDown: 5s}    | 3000 | 1500 | 5  | 5",
            })
    void dampingThatIsNotWrittenAdaptsToWhatIs(
            String written, int suppressAt, int reuseAt, long holdDownSeconds, long longestSeconds) {
        Policy policy = Yaml.service(Yaml.with("quorum: majority", "damping: " + written))
                .policy();

        assertThat(policy.damping())
                .isEqualTo(new Damping(
                        MINUTE.multipliedBy(15),
                        suppressAt,
                        reuseAt,
                        Duration.ofSeconds(holdDownSeconds),
                        Duration.ofSeconds(longestSeconds)));
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "approve, APPROVE", "advise, ADVISE", "off, OFF"})
    void readsModes(String written, Mode mode) {
        assertThat(Yaml.service(Yaml.with("quorum: majority", "mode: " + written))
                        .policy()
                        .mode())
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "manual, MANUAL", "never, NEVER"})
    void readsModesOfFailback(String written, Failback.Mode mode) {
        assertThat(Yaml.service(Yaml.with("mode: auto", "mode: " + written))
                        .policy()
                        .failback()
                        .mode())
                .isEqualTo(mode);
    }

    @Test
    void readsTheGovernor() {
        assertThat(Yaml.topology(Yaml.FULL).governor())
                .isEqualTo(new GovernorSettings(
                        new Velocity(10, MINUTE),
                        new Brake(5, 10, Duration.ofSeconds(30)),
                        List.of(window("Sat 02:00-04:00 Europe/Berlin"))));
        assertThat(Yaml.topology(Yaml.VALID).governor()).isEqualTo(GovernorSettings.STANDARD);
    }

    @Test
    void theBrakeCanBeTakenOut() {
        String text = Yaml.fullWith("brake: {services: 5, percent: 10, within: 30s}", "brake: off");

        assertThat(Yaml.topology(text).governor().brake()).isNull();
    }

    @Test
    void readsWhenAServiceIsMaintained() {
        assertThat(Yaml.service(Yaml.FULL).maintenance()).containsExactly(window("Sun 02:00-04:00"));
    }

    private static TimeWindow window(String text) {
        return Objects.requireNonNull(TimeWindow.parse(text));
    }
}
