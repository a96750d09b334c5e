package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeReaderTest {

    @Test
    void readsWhatResultsAreFor() {
        List<Probe> probes = Yaml.service(Yaml.FULL).preferred().probes();

        assertThat(probes)
                .extracting(probe -> probe.name() + " " + probe.role())
                .containsExactly("health HEALTH", "port HEALTH", "ready READINESS", "lag WATCH");
    }

    @Test
    void aWindowOfFailuresIsTheDefaultsUnlessTheProbeHasItsOwn() {
        assertThat(Yaml.service(Yaml.FULL).preferred().probes())
                .extracting(Probe::window)
                .containsExactly(null, new FailureWindow(3, 4), new FailureWindow(5, 10), new FailureWindow(5, 10));
        assertThat(Yaml.service(Yaml.VALID).preferred().probes())
                .extracting(Probe::window)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "require: all          | 2",
                "require: any          | 1",
                "require: {atLeast: 1} | 1",
                "require: {atLeast: 2} | 2",
                "maintenance: []       | 2"
            })
    void readsHowManyProbesMakeASiteHealthy(String require, int passing) {
        String text = Yaml.fullWith("require: {atLeast: 2}", require);

        assertThat(Yaml.service(text.replace("    maintenance: [\"Sun 02:00-04:00\"]\n", ""))
                        .sites())
                .extracting(Site::passing)
                .containsExactly(1, passing, 0);
    }

    @Test
    void aBrokenProbeIsOneProblemAndNotOneOfEachSiteToo() {
        assertThat(Yaml.problems(Yaml.with("tcp: {port: 8080}", "tcp: {}").replace("path: /healthz", "path: none")))
                .containsExactly(
                        "14 services.orders.probes[0].http.path: expected a path that begins with / and has no"
                                + " spaces, # or characters outside ASCII, got \"none\"",
                        "15 services.orders.probes[1].tcp.port: expected a number from 1 to 65535, got nothing");
    }

    @Test
    void aBrokenSiteIsOneProblemAndNotOneOfWhatRefersToItToo() {
        assertThat(Yaml.problems(Yaml.fullWith("name: us-west-2, priority: 2", "name: us-west-2, priority: none")))
                .containsExactly(
                        "15 services.orders.sites[1].priority: expected a number from 1 to 1000, got \"none\"");
        assertThat(Yaml.problems(Yaml.with("priority: 1", "priority: no").replace("priority: 2", "priority: no")))
                .containsExactly(
                        "10 services.orders.sites[0].priority: expected a number from 1 to 1000, got \"no\"",
                        "11 services.orders.sites[1].priority: expected a number from 1 to 1000, got \"no\"");
    }

    @Test
    void aBrokenFailoverPlanIsOneProblemAndNotOneOfWhatRestoresItToo() {
        assertThat(Yaml.problems(Yaml.fullWith("value: \"6\"", "value: ")))
                .containsExactly(
                        "35 services.orders.plans.failover[0].parallel[0].ssm-put.value: expected a text of 1 to 4096"
                                + " characters, got nothing");
    }
}
