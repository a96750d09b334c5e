package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidateTest {

    private final Topology topology = example();
    private final Service service = topology.services().getFirst();

    @Test
    void whatIsNotSaidStaysAsItIs() throws InvalidTopologyException {
        Service candidate = Candidate.read("{}", service, topology);
        assertThat(candidate.policy()).isEqualTo(service.policy());
        assertThat(candidate.sites()).isEqualTo(service.sites());
        assertThat(candidate.shadow()).isNull();
    }

    @Test
    void aPolicyIsReadFromJsonAsFromTheTopology() throws InvalidTopologyException {
        Service candidate = Candidate.read("""
                {"policy": {"quorum": 1, "failback": {"mode": "auto", "stableFor": "1m"}, "minDownFor": "3s"}}
                """, service, topology);
        assertThat(candidate.policy().quorum().votes()).isEqualTo(1);
        assertThat(candidate.policy().failback().stableFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(candidate.policy().minDownFor()).isEqualTo(Duration.ofSeconds(3));
        assertThat(candidate.policy().grace()).isEqualTo(service.policy().grace());
    }

    @Test
    void thresholdsAreThoseOfEveryProbe() throws InvalidTopologyException {
        Service candidate = Candidate.read(
                "{\"probes\": {\"fall\": 5, \"window\": {\"failures\": 4, \"of\": 9}}}", service, topology);
        assertThat(candidate.sites())
                .filteredOn(site -> !site.lastResort())
                .flatExtracting(Site::probes)
                .isNotEmpty()
                .allSatisfy(probe -> {
                    assertThat(probe.fall()).isEqualTo(5);
                    assertThat(probe.rise()).isEqualTo(2);
                    assertThat(probe.window()).isEqualTo(new FailureWindow(4, 9));
                });
        assertThat(candidate.preferred().probes().getFirst().fastInterval())
                .isEqualTo(service.preferred().probes().getFirst().fastInterval());
    }

    @Test
    void everyMistakeIsToldWithItsPathAndWhatIsAllowed() {
        assertThatThrownBy(() -> Candidate.read(
                        "{\"policy\": {\"quorum\": 7, \"grade\": \"1s\"}, \"probes\": {\"fall\": 0}}",
                        service,
                        topology))
                .isInstanceOf(InvalidTopologyException.class)
                .hasMessageContaining("policy.quorum: expected majority, all or a number from 1 to 3, got \"7\"")
                .hasMessageContaining("policy.grade: unknown key")
                .hasMessageContaining("probes.fall: expected a number from 1 to 100, got \"0\"");
    }

    @Test
    void environmentVariablesOfTheServiceAreNotShown() {
        assertThatThrownBy(() -> Candidate.read("{\"policy\": {\"grace\": \"${PATH}\"}}", service, topology))
                .hasMessageContaining("PATH is not set");
    }

    private static Topology example() {
        try {
            return TopologySource.open(Optional.of(Path.of("../examples/orders.yaml")), Map.of())
                    .current();
        } catch (InvalidTopologyException e) {
            throw new IllegalStateException(e);
        }
    }
}
